// Invariant: what a client sent as opaque JSON comes back digit for digit. `5.0` stays `5.0` (block checksums depend on
// it) and integers beyond 2^53 do not round. Numbers that JavaScript would write differently are carried as raw JSON.

/** A number kept as its source text: what `JSON.rawJSON` makes. */
export interface RawNumber {
  readonly rawJSON: string;
}

// The part of ECMAScript's "JSON.parse source text access" that TypeScript's library does not declare yet.
const json: {
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  rawJSON(text: string): RawNumber;
  isRawJSON(value: unknown): value is RawNumber;
} = Object.assign(JSON);
// Browsers that are older than it read numbers as they always did.
const keepsDigits = "rawJSON" in JSON;

// Cheap test whether a number, standing where JSON has values, may not survive: an exponent, a fraction that ends in 0 or
// is written with an exponent since it is so small, a negative zero, more digits than a double is sure to hold. What a
// string holds seldom looks like one, and then only costs time.
const NUMBER_MAY_CHANGE =
  /(?:^|[:,[])\s*-?(?:\d+(?:\.\d+)?[eE][+-]?\d+|\d+\.\d*0|0\.0{6}\d+|(?<=-)0|9\d{15}|\d{17,}|(?=[\d.]{17})\d+\.\d+)\s*(?:[,\]}]|$)/;

/** Parses JSON so that `JSON.stringify` gives every number back as it stood. Throws SyntaxError like `JSON.parse`. */
export function parseExact(text: string): unknown {
  if (!keepsDigits || !NUMBER_MAY_CHANGE.test(text)) return JSON.parse(text);
  return json.parse(text, (_key, value, context) =>
    typeof value === "number" && context.source !== undefined && String(value) !== context.source
      ? json.rawJSON(context.source)
      : value,
  );
}

/** A number written as this text says it, however large. */
export function rawNumber(text: string): RawNumber {
  return json.rawJSON(text);
}

export function isRawNumber(value: unknown): value is RawNumber {
  return keepsDigits && json.isRawJSON(value);
}

/** The number a raw literal stands for; anything else unchanged. */
export function plainNumber(value: unknown): unknown {
  return isRawNumber(value) ? Number(value.rawJSON) : value;
}

/** A copy in which every raw literal is an ordinary number, for code that computes with the value. */
export function toPlain(value: unknown): unknown {
  if (isRawNumber(value)) return Number(value.rawJSON);
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item)]));
}
