import type { CommandContext } from "../context.ts";
import { ask, type Choice, choose } from "../prompts.ts";
import type { BlockField } from "./block-fields.ts";

/** Asks a person for a block's name and for each field that was not given; Enter leaves an optional one out. */
export async function askBlock(
  context: CommandContext,
  name: string | null,
  given: ReadonlyMap<string, string>,
  fields: readonly BlockField[],
): Promise<{ readonly name: string; readonly values: ReadonlyMap<string, string> }> {
  const values = new Map(given);
  const chosenName =
    name ??
    (await ask(context, {
      message: "What shall it be called?",
      placeholder: "lower case letters, digits and dashes",
      instead: "--name <name>",
      problem: (answer) => (/^[a-z0-9-]+$/.test(answer) ? null : "Lower case letters, digits and dashes alone."),
    }));
  for (const field of fields) {
    if (values.has(field.name)) continue;
    const answer = await askField(context, field, "--field");
    if (answer !== "") values.set(field.name, answer);
  }
  return { name: chosenName, values };
}

/** Asks for one field; empty leaves it out. `option` is what says it without being asked. */
export function askField(context: CommandContext, field: BlockField, option: string): Promise<string> {
  const instead = `${option} ${field.name}=…`;
  const message = `${field.title}${field.description === "" ? "" : `: ${field.description}`}`;
  const choices = choicesOf(field);
  if (choices.length > 0) {
    const none = { value: "", label: "leave it out" };
    return choose(context, { message, instead, choices: field.isRequired ? choices : [...choices, none] });
  }
  return ask(context, {
    message,
    instead,
    isSecret: field.isSecret,
    ...(field.isRequired ? {} : { placeholder: "Enter leaves it out" }),
    problem: (answer) => (field.isRequired && answer === "" ? "It is needed." : null),
  });
}

function choicesOf({ kind, choices }: BlockField): Choice<string>[] {
  if (kind !== "yes or no") return choices.map((value) => ({ value, label: value }));
  return [
    { value: "true", label: "yes" },
    { value: "false", label: "no" },
  ];
}
