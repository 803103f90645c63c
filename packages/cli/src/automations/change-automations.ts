import { createAutomation, deleteAutomation, patchAutomation, updateAutomation } from "@tutti/client/automations";
import { TuttiError } from "@tutti/core/errors";
import { automationCreate, automationUpdate } from "@tutti/core/wire/automation";
import type { JsonObject } from "@tutti/core/json-object";
import type { CommandContext } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";
import { oneLine } from "../plain-text.ts";
import { removeConfirmed } from "../remove-confirmed.ts";
import { allAutomations, findAutomation } from "./find-automation.ts";
import { type AutomationSource, readAutomations } from "./read-automations.ts";

/** Makes all of them or none: each is checked before the first is sent. */
export async function createAutomations(
  { output, connect }: CommandContext,
  source: AutomationSource & { readonly output: string | null },
): Promise<void> {
  const wanted = await readAutomations(source);
  for (const item of wanted) check(item, automationCreate);
  const api = await connect();
  const made = [];
  // What was checked is sent as it was written: the server reads it as this side did.
  for (const item of wanted) made.push(await createAutomation(api, item as Parameters<typeof createAutomation>[1]));
  if (source.output === "json") output.json(made);
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
