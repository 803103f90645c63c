import { isJsonObject, type JsonObject } from "../json-object.ts";

// A schema names its secret fields by path: `password`, `credentials.token`, `headers.*` for all below.

/** What is read in the place of a secret. It says nothing of the secret's length. */
export const MASK = "********";

type Path = readonly string[];

/** The secret fields that a schema declares. */
export function secretPaths(fields: JsonObject): Path[] {
  const declared = fields["secret_fields"];
  if (!Array.isArray(declared)) return [];
  return declared.filter((field) => typeof field === "string").map((field) => field.split("."));
}

/** The data with every secret masked. What is null is no secret, except below a `*`. */
export function maskSecrets(data: JsonObject, paths: readonly Path[]): JsonObject {
  return paths.reduce((masked, path) => changeObject(masked, path, maskAll), data);
}

/**
 * The update with what it only repeats of a masked read taken from the current data: who posts back a whole document
 * does not mean to set a secret to its mask.
 */
export function restoreSecrets(update: JsonObject, current: JsonObject, paths: readonly Path[]): JsonObject {
  return paths.reduce((restored, path) => changeObject(restored, path, unmask, current), update);
}

/** What becomes of the value at the end of a path; `counterpart` is what another object has in the same place. */
type Change = (value: unknown, counterpart: unknown, isBelowAny: boolean) => unknown;

function changeObject(object: JsonObject, path: Path, change: Change, counterpart?: unknown): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined || !Object.hasOwn(object, key)) return object;
  return { ...object, [key]: changeAt(object[key], rest, change, memberOf(counterpart, key)) };
}

function changeAt(value: unknown, path: Path, change: Change, counterpart: unknown): unknown {
  if (path.length === 0) return change(value, counterpart, false);
  if (path[0] === "*") return change(value, counterpart, true);
  if (Array.isArray(value))
    return value.map((item, index) => changeAt(item, path, change, memberOf(counterpart, index)));
  return isJsonObject(value) ? changeObject(value, path, change, counterpart) : value;
}

function maskAll(value: unknown, _counterpart: unknown, isBelowAny: boolean): unknown {
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskAll(item, undefined, isBelowAny)]));
  }
  return value === null && !isBelowAny ? null : MASK;
}

function unmask(value: unknown, counterpart: unknown): unknown {
  if (isJsonObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => [key, unmask(item, memberOf(counterpart, key))]);
    return Object.fromEntries(entries);
  }
  return value === MASK && counterpart !== undefined ? counterpart : value;
}

function memberOf(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
