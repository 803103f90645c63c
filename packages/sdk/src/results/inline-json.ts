const MAX_INLINE_BYTES = 64 * 1024;
const MAX_DEPTH = 50;

/**
 * The JSON of a value that JSON carries exactly: what comes back is deeply equal to what went in. Null for any other
 * (dates, bigint, NaN, −0, `undefined` within, Map, Set, class instances, circles).
 */
export function exactJson(value: unknown): string | null {
  return isExact(value, 0) ? JSON.stringify(value) : null;
}

/**
 * Whether this JSON may stand in `state.data` as it is. Not so: more than 64 KB; null, which stands for a result that is
 * missing; what reads as the metadata of a stored result. A Prefect server drops what Python takes for false.
 */
export function isInline(value: unknown, json: string, dropsFalsy: boolean): boolean {
  if (value === null || (dropsFalsy && isFalsyInPython(value))) return false;
  if (json.length > MAX_INLINE_BYTES || Buffer.byteLength(json) > MAX_INLINE_BYTES) return false;
  return !isRecord(value) || !(Object.hasOwn(value, "storage_key") || value.type === "unpersisted");
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isExact(value: unknown, depth: number): boolean {
  if (typeof value === "object") return value === null || (depth < MAX_DEPTH && isExactObject(value, depth + 1));
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  return typeof value === "string" || typeof value === "boolean";
}

function isExactObject(value: object, depth: number): boolean {
  if (Array.isArray(value))
    return value.length === Object.keys(value).length && value.every((item) => isExact(item, depth));
  if (Object.getPrototypeOf(value) !== Object.prototype || Object.getOwnPropertySymbols(value).length > 0) return false;
  return Object.values(value).every((item) => isExact(item, depth));
}

function isFalsyInPython(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) ? Object.keys(value).length === 0 : !value;
}
