import { type ActionDraft, actionWords } from "@tutti/core/automation/action-form";
import { type TriggerForm, triggerOf, WATCHED } from "@tutti/core/automation/trigger-form";
import { TuttiError } from "@tutti/core/errors";
import type { JsonObject } from "@tutti/core/json-object";
import { stringify } from "yaml";
import type { CommandContext } from "../../context.ts";
import { manyLines } from "../../plain-text.ts";
import { ask, offer } from "../../prompts.ts";
import { automationActions } from "./ask-actions.ts";
import { triggerForm } from "./ask-trigger.ts";
import type { Asking } from "./asking.ts";
import type { AutomationChoice } from "./automation-flags.ts";

/**
 * The automation that the flags say, asked for where they lack something and a person is there: then with all that may be
 * said. Null when that person does not want it. Throws `invalid_usage`.
 */
export async function composeAutomation(
  context: CommandContext,
  choice: AutomationChoice,
  isConfirmed: boolean,
): Promise<JsonObject | null> {
  const missing = missingFlags(choice);
  if (missing.length > 0 && !context.isInteractive) {
    const flags = missing.join(" ");
    throw new TuttiError("invalid_usage", `What is missing, nobody can be asked for here: give ${flags}.`);
  }
  const asksAll = missing.length > 0;
  const asking: Asking = { context, api: await context.connect(), asksAll };
  const form = await triggerForm(asking, choice);
  const actions = await automationActions(asking, choice);
  const name = choice.name ?? (await askName(context, form, actions));
  const { description } = choice;
  const body = { name, ...(description === null ? {} : { description }), trigger: triggerOf(form), actions };
  if (!asksAll || isConfirmed) return body;
  context.output.say(manyLines(stringify(body).trimEnd()));
  return (await offer(context, { message: "Make it?", instead: "--yes" })) ? body : null;
}

/** What has to be said. Where it is, nothing is asked: what is left out has its usual value. */
function missingFlags({ name, when, states, events, resources, actions }: AutomationChoice): string[] {
  const isEvent = when === "event" || when === "no-event";
  return [
    ...(when === null ? ["--when <what>"] : []),
    ...(when !== null && [...states, ...events, ...resources].length === 0
      ? [isEvent ? "--event <name>" : "--state <state>"]
      : []),
    ...(actions.length === 0 ? ["--action <type>"] : []),
    ...(name === null ? ["--name <name>"] : []),
  ];
}

function askName(context: CommandContext, form: TriggerForm, actions: readonly ActionDraft[]): Promise<string> {
  return ask(context, {
    message: "What shall it be called?",
    initialValue: `${actions.map(actionWords).join(", ")} ${whenWords(form)}`,
    instead: "--name",
    problem: (answer) => (answer.trim() === "" ? "It needs a name." : null),
  });
}

/** `when a flow run is Failed or Crashed` */
function whenWords(form: TriggerForm): string {
  if (form.kind === "state") return `when ${WATCHED[form.watched].words} is ${form.states.join(" or ")}`;
  const events = form.expect.length === 0 ? "anything" : form.expect.join(" or ");
  return `when ${events} ${form.isAbsence ? "does not happen" : "happens"}`;
}
