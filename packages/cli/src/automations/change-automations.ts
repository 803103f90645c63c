import { createAutomation, deleteAutomation, patchAutomation, updateAutomation } from "@tutti/client/automations";
import { TuttiError } from "@tutti/core/errors";
import { automationCreate, automationUpdate } from "@tutti/core/wire/automation";
import type { JsonObject } from "@tutti/core/json-object";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { oneLine } from "../plain-text.ts";
import { removeConfirmed } from "../remove-confirmed.ts";
import { allAutomations, findAutomation } from "./find-automation.ts";
import { type AutomationSource, readAutomations } from "./read-automations.ts";
import { type AutomationChoice, isAnyGiven } from "./wizard/automation-flags.ts";

interface Creation {
  readonly source: AutomationSource;
  readonly choice: AutomationChoice;
  readonly yes: boolean;
  readonly output: string | null;
}

/** Makes those of a file or of JSON, else the one that flags and a person say. */
export async function makeAutomations(
  context: CommandContext,
  { source, choice, yes, output }: Creation,
): Promise<ExitCode> {
  const isWritten = source.fromFile !== null || source.fromJson !== null;
  const isChosen = isAnyGiven(choice);
  if (isWritten && isChosen) {
    throw new TuttiError("invalid_usage", "Give what is written (--from-file, --from-json), or flags: one of them.");
  }
  if (!isWritten && !isChosen && !context.isInteractive) {
    throw new TuttiError(
      "invalid_usage",
      "Give --from-file <file> or --from-json <json>, or say it by flags: --when, --action and --name.",
    );
  }
  if (isWritten) {
    await createAutomations(context, await readAutomations(source), output);
    return EXIT.ok;
  }
  const { composeAutomation } = await import("./wizard/compose-automation.ts");
  const composed = await composeAutomation(context, choice, yes);
  if (composed === null) {
    context.output.say("Nothing was made.");
    return EXIT.failed;
  }
  await createAutomations(context, [composed], output);
  const name = String(composed["name"]);
  const told = /^[\w.-]+$/.test(name) ? name : JSON.stringify(name);
  context.output.say(context.output.styleAside("dim", `  Look at it: tutti automation inspect ${told}`));
  context.output.say(context.output.styleAside("dim", `  Pause it:   tutti automation pause ${told}`));
  return EXIT.ok;
}

/** Makes all of them or none: each is checked before the first is sent. */
async function createAutomations(
  { output, connect }: CommandContext,
  wanted: readonly JsonObject[],
  format: string | null,
): Promise<void> {
  for (const item of wanted) check(item, automationCreate);
  const api = await connect();
  const made = [];
  // What was checked is sent as it was written: the server reads it as this side did.
  for (const item of wanted) made.push(await createAutomation(api, item as Parameters<typeof createAutomation>[1]));
  if (format === "json") output.json(made);
  else for (const { id, name } of made) output.line(`${id}  ${oneLine(name)}`);
}

export async function replaceAutomation(
  { output, connect }: CommandContext,
  options: AutomationSource & { readonly id: string | null },
): Promise<void> {
  const { id } = options;
  if (id === null) throw new TuttiError("invalid_usage", "Which automation? Give --id <id>.");
  const [wanted, ...others] = await readAutomations(options);
  if (wanted === undefined || others.length > 0) {
    throw new TuttiError("invalid_usage", "Give one automation to put in place of the one that is there.");
  }
  check(wanted, automationUpdate);
  const api = await connect();
  const { name } = await findAutomation(api, undefined, id);
  await updateAutomation(api, id, wanted as Parameters<typeof updateAutomation>[2]);
  output.say(`Changed the automation ${oneLine(name)}.`);
}

function check(item: JsonObject, schema: typeof automationCreate | typeof automationUpdate): void {
  const { error } = schema.safeParse(item);
  if (error === undefined) return;
  const problems = error.issues.map(({ path, message }) => `\n    ${path.join(".") || "it"}: ${message}`).join("");
  const { name } = item;
  throw new TuttiError("invalid_usage", `The automation ${typeof name === "string" ? name : ""} cannot be:${problems}`);
}

export async function setAutomationEnabled(
  { output, connect }: CommandContext,
  { name, id }: { readonly name: string | undefined; readonly id: string | null },
  isEnabled: boolean,
): Promise<void> {
  const api = await connect();
  const automation = await findAutomation(api, name, id);
  await patchAutomation(api, automation.id, { enabled: isEnabled });
  output.say(`${isEnabled ? "Resumed" : "Paused"} the automation ${oneLine(automation.name)}.`);
}

export async function removeAutomations(
  context: CommandContext,
  name: string | undefined,
  options: { readonly id: string | null; readonly all: boolean; readonly yes: boolean },
): Promise<ExitCode> {
  const { id, all, yes } = options;
  if (all && (name !== undefined || id !== null)) {
    throw new TuttiError("invalid_usage", "Give --all, or a name, or --id: one of them.");
  }
  const api = await context.connect();
  const targets = all ? await allAutomations(api) : [await findAutomation(api, name, id)];
  const [first] = targets;
  const what = all ? `all ${targets.length} automations` : `the automation ${oneLine(first?.name ?? "")}`;
  return removeConfirmed(context, what, yes, async () => {
    for (const target of targets) await deleteAutomation(api, target.id);
  });
}
