import { TuttiError } from "@tutti/core/errors";

/** Refuses names that would be awkward to type or to write into a file. Throws `invalid_usage`. */
export function checkProfileName(name: string): void {
  if (/^[\w][\w.-]{0,63}$/.test(name) && name !== "__proto__") return;
  throw new TuttiError("invalid_usage", `A profile is named with letters, digits, ".", "_" and "-", not "${name}".`);
}
