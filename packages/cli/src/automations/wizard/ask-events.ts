import { type EventTriggerForm, triggerGap } from "@tutti/core/automation/trigger-form";
import { ask, offer } from "../../prompts.ts";
import { type Asking, namesIn, namesOf, spanSeconds } from "./asking.ts";
import type { AutomationChoice } from "./automation-flags.ts";

/** Events that the automation acts on: their names, whose, and how many within which time. */
export async function eventForm(
  asking: Asking,
  choice: AutomationChoice,
  isAbsence: boolean,
): Promise<EventTriggerForm> {
  const expect = choice.events.length > 0 ? choice.events : await askEvents(asking, choice.resources.length > 0);
  const after = isAbsence
    ? await namesOf(asking, choice.after, { flag: "--after", message: "Only after which events?" })
    : [];
  const resources = await namesOf(asking, choice.resources, { flag: "--resource", message: "Of which resources?" });
  const threshold = choice.times ?? (await askTimes(asking, isAbsence));
  const form: EventTriggerForm = {
    kind: "event",
    expect,
    after,
    resources,
    isAbsence,
    threshold,
    withinSeconds: 0,
    isEach: true,
  };
  const isCounted = isAbsence || threshold > 1;
  return counted(isCounted ? asking : { ...asking, asksAll: false }, choice, form);
}

async function counted(
  asking: Asking,
  { within, together }: AutomationChoice,
  form: EventTriggerForm,
): Promise<EventTriggerForm> {
  const { isAbsence, after } = form;
  const withinSeconds = await spanSeconds(asking, within, {
    flag: "--within",
    message: "Within which time?",
    initialValue: isAbsence ? "10 minutes" : "1 hour",
    problem: (seconds) => triggerGap({ ...form, withinSeconds: seconds }),
  });
  // Without an event that begins the waiting, there is no resource whose silence could be noticed.
  const mayBeEach = !isAbsence || after.length > 0;
  return { ...form, withinSeconds, isEach: mayBeEach && !together && (await askEach(asking)) };
}

async function askEvents({ context, asksAll }: Asking, mayBeNone: boolean): Promise<string[]> {
  if (mayBeNone && !asksAll) return [];
  const answer = await ask(context, {
    message: "Which events? Names with commas between them; * stands for any ending.",
    placeholder: "order.placed, prefect.worker.*",
    instead: "--event",
    problem: (text) => (namesIn(text).length > 0 || mayBeNone ? null : "It needs the name of an event."),
  });
  return namesIn(answer);
}

async function askTimes({ context, asksAll }: Asking, isAbsence: boolean): Promise<number> {
  if (!asksAll) return 1;
  const answer = await ask(context, {
    message: isAbsence ? "How many must come, so that it does not act?" : "How many must come?",
    initialValue: "1",
    instead: "--times",
    problem: (text) => (/^[1-9]\d{0,8}$/.test(text.trim()) ? null : "It must be a whole number from 1."),
  });
  return Number(answer);
}

async function askEach({ context, asksAll }: Asking): Promise<boolean> {
  if (!asksAll) return true;
  return offer(context, { message: "Are those of each resource counted by themselves?", instead: "--together" });
}
