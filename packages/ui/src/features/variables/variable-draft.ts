import { parseExact } from "@tutti/core/exact-json";
import type { Variable } from "@tutti/core/wire/variable";

/** A value as it is typed: text as it is, or anything as JSON. */
export interface VariableDraft {
  readonly name: string;
  readonly isJson: boolean;
  readonly text: string;
  readonly tags: readonly string[];
}

export function newVariableDraft(): VariableDraft {
  return { name: "", isJson: false, text: "", tags: [] };
}

export function draftOfVariable({ name, value, tags }: Variable): VariableDraft {
  return typeof value === "string"
    ? { name, isJson: false, text: value, tags }
    : { name, isJson: true, text: JSON.stringify(value, null, 2), tags };
}

/** The body of what is saved, or what is wrong with it. */
export function readVariable(draft: VariableDraft): { body: object } | { problem: string } {
  const name = draft.name.trim();
  if (!/^[a-z0-9_-]+$/.test(name)) return { problem: "A name is made of small letters, digits, - and _." };
  const { text, tags } = draft;
  if (!draft.isJson) return { body: { name, value: text, tags } };
  try {
    return { body: { name, value: parseExact(text), tags } };
  } catch (error) {
    return { problem: `The value is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
