import { didYouMean } from "@tutti/client/closest";
import { isRecord } from "./results/inline-json.ts";

/**
 * Refuses what only code without types can give: no object, and names that the call does not know, which would otherwise do
 * nothing. `form` is how the call is written. Throws `TypeError`.
 */
export function checkGiven(form: string, given: unknown, known: readonly string[]): void {
  if (!isRecord(given)) throw new TypeError(`It is called like this: ${form}`);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(`There is no "${unknown}" in ${form}.${didYouMean(unknown, known)}`);
}
