import { isRecord } from "./json-schema.ts";

/** What is wrong with a value, and with those within it. */
export interface FormErrors {
  readonly own: readonly string[];
  readonly within: ReadonlyMap<string | number, FormErrors>;
}

export const NO_ERRORS: FormErrors = { own: [], within: new Map() };

/**
 * Errors as `POST /ui/schemas/validate` tells them: texts about the value itself, `{property, errors}` and
 * `{index, errors}` about what is within it.
 */
export function readErrors(told: unknown): FormErrors {
  const all: unknown[] = Array.isArray(told) ? told : [];
  const within = new Map<string | number, FormErrors>();
  for (const error of all.filter(isRecord)) {
    const key = error["property"] ?? error["index"];
    if (typeof key === "string" || typeof key === "number") within.set(key, readErrors(error["errors"]));
  }
  return { own: all.filter((error) => typeof error === "string"), within };
}

export function errorsAt(errors: FormErrors, key: string | number): FormErrors {
  return errors.within.get(key) ?? NO_ERRORS;
}

export function hasErrors({ own, within }: FormErrors): boolean {
  return own.length > 0 || within.values().some(hasErrors);
}
