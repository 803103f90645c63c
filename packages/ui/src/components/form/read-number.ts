import { parseExact } from "@tutti/core/exact-json";

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The number that a text says; undefined where it says none. */
export function readNumber(text: string): number | undefined {
  return text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
}

/** The same with all of its digits, to be sent as JSON. */
export function readExactNumber(text: string): unknown {
  return JSON_NUMBER.test(text) ? parseExact(text) : readNumber(text);
}
