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

/**
 * Asks for one field; empty leaves it out. `option` is what says it without being asked; `refusal` says why an answer is not
 * taken, or null.
 */
export function askField(
  context: CommandContext,
  field: BlockField,
  option: string,
  refusal: (answer: string) => string | null = () => null,
): Promise<string> {
  const instead = `${option} ${field.name}=…`;
  const message = `${field.title}${field.description === "" ? "" : `: ${field.description}`}`;
  const choices = choicesOf(field);
  if (choices.length > 0) {
    const none = { value: "", label: withoutAnswer(field, "leave it out", "leave it at") };
    return choose(context, { message, instead, choices: field.isRequired ? choices : [...choices, none] });
  }
  return ask(context, {
    message,
    instead,
    isSecret: field.isSecret,
    ...(field.isRequired ? {} : { placeholder: withoutAnswer(field, "Enter leaves it out", "Enter for") }),
    problem: (answer) => {
      if (answer === "") return field.isRequired ? "It is needed." : null;
      return refusal(answer);
    },
  });
}

function withoutAnswer({ fallback, isSecret }: BlockField, leftOut: string, leftAt: string): string {
  return fallback === null || isSecret ? leftOut : `${leftAt} ${fallback}`;
}

function choicesOf({ kind, choices }: BlockField): Choice<string>[] {
  if (kind !== "yes or no") return choices.map((value) => ({ value, label: value }));
  return [
    { value: "true", label: "yes" },
    { value: "false", label: "no" },
  ];
}
