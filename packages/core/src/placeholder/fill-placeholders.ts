import { TuttiError } from "../errors.ts";
import { isJsonObject } from "../json-object.ts";
import { textOf } from "../template/values.ts";
import { type Placeholder, placeholdersOf } from "./placeholder.ts";

/** A block document named by its id: `{"$ref": {"block_document_id": …}}`, which stands for the document's data. */
export interface DocumentReference {
  readonly kind: "document";
  readonly id: string;
}

/**
 * What is put in a placeholder's place. "nothing" leaves out the key or item that is nothing but this placeholder, and
 * nothing within a text; "keep" leaves the placeholder to whoever reads the value next.
 */
export type Filling = { readonly value: unknown } | "nothing" | "keep";

/**
 * Fills the placeholders of a value, at any depth. A text that is nothing but a placeholder becomes the value with its
 * type; within a text, values are written as Python writes them, as Prefect does. What is put in is not read again, so a
 * value cannot name another. Answers undefined when the value itself is left out. Throws `invalid_template` for a block's
 * object within a text.
 */
export function fillPlaceholders(
  template: unknown,
  fillingOf: (named: Placeholder | DocumentReference) => Filling,
): unknown {
  if (typeof template === "string") return fillText(template, fillingOf);
  if (Array.isArray(template)) {
    return template.map((item) => fillPlaceholders(item, fillingOf)).filter((item) => item !== undefined);
  }
  if (!isJsonObject(template)) return template;
  const reference = documentReference(template);
  const filling = reference === null ? "keep" : fillingOf(reference);
  if (filling !== "keep") return filling === "nothing" ? undefined : filling.value;
  const entries = Object.entries(template).map(([key, item]) => [key, fillPlaceholders(item, fillingOf)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

/** Every placeholder within a value, each as often as it stands there. */
export function placeholdersWithin(template: unknown): (Placeholder | DocumentReference)[] {
  const found: (Placeholder | DocumentReference)[] = [];
  fillPlaceholders(template, (named) => {
    found.push(named);
    return "keep";
  });
  return found;
}

function fillText(text: string, fillingOf: (named: Placeholder) => Filling): unknown {
  const placeholders = placeholdersOf(text);
  const [first] = placeholders;
  if (first?.text === text) return whole(text, fillingOf(first));
  let filled = "";
  let end = 0;
  for (const placeholder of placeholders) {
    const start = text.indexOf(placeholder.text, end);
    filled += text.slice(end, start) + within(placeholder, fillingOf(placeholder));
    end = start + placeholder.text.length;
  }
  return filled + text.slice(end);
}

function whole(text: string, filling: Filling): unknown {
  if (filling === "keep") return text;
  return filling === "nothing" ? undefined : filling.value;
}

function within(placeholder: Placeholder, filling: Filling): string {
  if (filling === "keep") return placeholder.text;
  if (filling === "nothing") return "";
  const { value } = filling;
  if (placeholder.kind === "block" && (Array.isArray(value) || isJsonObject(value))) {
    const problem = `${placeholder.text} stands within a text, and is no text but ${Array.isArray(value) ? "a list" : "an object"}`;
    throw new TuttiError("invalid_template", problem);
  }
  return textOf(value);
}

function documentReference(template: Readonly<Record<string, unknown>>): DocumentReference | null {
  const { $ref: reference } = template;
  const id = isJsonObject(reference) ? reference["block_document_id"] : undefined;
  return typeof id === "string" ? { kind: "document", id } : null;
}
