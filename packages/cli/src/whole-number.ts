import { TuttiError } from "@tutti/core/errors";

/** A count that stands as an argument. Throws `invalid_usage`. */
export function wholeNumber(text: string, what: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TuttiError("invalid_usage", `${what} must be a whole number from 0, not ${text}.`);
}
