import { closest } from "@tutti/client/closest";
import {
  type StateTrigger,
  type TriggerForm,
  triggerGap,
  type Watched,
  WATCHED,
} from "@tutti/core/automation/trigger-form";
import { TuttiError } from "@tutti/core/errors";
import { choose, chooseSome } from "../../prompts.ts";
import { eventForm } from "./ask-events.ts";
import { objectOrNone } from "./ask-object.ts";
import { type Asking, spanSeconds } from "./asking.ts";
import { type AutomationChoice, isSaid, type When } from "./automation-flags.ts";
import { OBJECT_WORDS } from "./named-objects.ts";

const WHENS: readonly { readonly value: When; readonly label: string; readonly hint: string }[] = [
  { value: "flow-run", label: "a flow run enters a state", hint: "fails, is late, takes too long, …" },
  { value: "deployment", label: "a deployment enters a state", hint: "no longer ready" },
  { value: "work-pool", label: "a work pool enters a state", hint: "no longer ready, paused" },
  { value: "work-queue", label: "a work queue enters a state", hint: "no longer ready, paused" },
  { value: "event", label: "an event happens", hint: "whatever programs tell" },
  { value: "no-event", label: "an event does not happen", hint: "in time" },
];

const OF_STATES = { states: "--state", of: "--of", stays: "--for" };
const OF_ABSENCE = { after: "--after" };
const OF_EVENTS = {
  events: "--event",
  resources: "--resource",
  times: "--times",
  within: "--within",
  together: "--together",
};

/** When the automation acts. Throws `invalid_usage` for what cannot be, or cannot be asked. */
export async function triggerForm(asking: Asking, choice: AutomationChoice): Promise<TriggerForm> {
  const question = { message: "When shall it act?", instead: "--when", choices: WHENS };
  const when = choice.when ?? (await choose(asking.context, question));
  refuseOthers(choice, when);
  const isEvent = when === "event" || when === "no-event";
  const form = isEvent ? await eventForm(asking, choice, when === "no-event") : await stateForm(asking, choice, when);
  const gap = triggerGap(form);
  if (gap !== null) throw new TuttiError("invalid_usage", gap);
  return form;
}

/** What says something of another kind of trigger. */
function refuseOthers(choice: AutomationChoice, when: When): void {
  const flags: Readonly<Record<string, string>> = {
    ...(when === "event" || when === "no-event" ? OF_STATES : OF_EVENTS),
    ...(when === "no-event" ? {} : OF_ABSENCE),
  };
  for (const [key, value] of Object.entries(choice)) {
    const flag = flags[key];
    if (flag === undefined || !isSaid(value)) continue;
    throw new TuttiError("invalid_usage", `${flag} does not go with --when ${when}.`);
  }
}

async function stateForm(asking: Asking, choice: AutomationChoice, watched: Watched): Promise<StateTrigger> {
  const { context, api, asksAll } = asking;
  const known: readonly string[] = WATCHED[watched].states;
  const states =
    choice.states.length > 0
      ? choice.states.map((state) => stateNamed(state, known))
      : await chooseSome(context, {
          message: "Which states does it enter? Space chooses, Enter goes on.",
          instead: "--state",
          choices: known.map((state) => ({ value: state, label: state })),
        });
  const kind = watched === "flow-run" ? "flow" : watched;
  const only = await objectOrNone(context, api, choice.of, {
    kind,
    message: watched === "flow-run" ? "Runs of which flow?" : `Which ${OBJECT_WORDS[kind]}?`,
    instead: "--of",
    none: watched === "flow-run" ? "runs of every flow" : `every ${OBJECT_WORDS[kind]}`,
    isAsked: asksAll,
  });
  const staysSeconds = await spanSeconds(asking, choice.stays, {
    flag: "--for",
    message: "For how long must it have stayed so? 0: it acts at once.",
    initialValue: "0",
    problem: (staying) => triggerGap({ kind: "state", watched, states, only: "", staysSeconds: staying }),
  });
  return { kind: "state", watched, states, only: only?.id ?? "", staysSeconds };
}

function stateNamed(name: string, known: readonly string[]): string {
  const near = closest(name, known);
  if (near?.toLowerCase() === name.toLowerCase()) return near;
  const hint = near === null ? "" : ` Did you mean ${near}?`;
  throw new TuttiError(
    "invalid_usage",
    `--state ${name}: there is no such state.${hint} There are ${known.join(", ")}.`,
  );
}
