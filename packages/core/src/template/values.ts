import { isRawNumber } from "../exact-json.ts";
import { TemplateRenderError } from "./template-error.ts";
import { TemplateValue } from "./template-value.ts";

// Values of templates are JSON, times, labels, and undefined for what is not there. They read as Python's do.

/** As `{{ value }}` writes it: what is not there is nothing. */
export function textOf(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : represented(value);
}

/** As Python represents it, within a list. */
function represented(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return String(value);
  if (isRawNumber(value)) return value.rawJSON;
  if (value instanceof TemplateValue) return value.text();
  if (Array.isArray(value)) return `[${value.map(represented).join(", ")}]`;
  const entries = entriesOf(value).map(([key, item]) => `${quoted(key)}: ${represented(item)}`);
  return `{${entries.join(", ")}}`;
}

function quoted(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\t", "\\t").replaceAll("\r", "\\r");
  return escaped.includes("'") && !escaped.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

/** The value as JSON has it. */
export function dataOf(value: unknown): unknown {
  if (value instanceof TemplateValue) return value.data();
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(dataOf);
  if (typeof value !== "object" || value === null || isRawNumber(value)) return value;
  return Object.fromEntries(entriesOf(value).map(([key, item]) => [key, dataOf(item)]));
}

export function entriesOf(value: unknown): [string, unknown][] {
  return Object.entries(Object(value) as Record<string, unknown>);
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !isRawNumber(value) &&
    !(value instanceof TemplateValue)
  );
}

export function isTrue(value: unknown): boolean {
  if (isRawNumber(value)) return Number(value.rawJSON) !== 0;
  if (value instanceof TemplateValue) return true;
  if (Array.isArray(value)) return value.length > 0;
  return isMapping(value) ? Object.keys(value).length > 0 : Boolean(value);
}

/** What stands behind `value.key`; undefined when nothing does, also behind undefined. */
export function memberOf(value: unknown, key: unknown): unknown {
  if (value instanceof TemplateValue) return value.member(textOf(key));
  if (Array.isArray(value) || typeof value === "string") return itemOf(value, key);
  return isMapping(value) && Object.hasOwn(value, textOf(key)) ? value[textOf(key)] : undefined;
}

function itemOf(value: readonly unknown[] | string, key: unknown): unknown {
  if (typeof key !== "number" || !Number.isInteger(key)) return undefined;
  return value[key < 0 ? value.length + key : key];
}

/** What a loop goes over: the items of a list, the keys of an object, the characters of a text. */
export function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (value === undefined) return [];
  if (typeof value === "string") return Array.from(value);
  if (isMapping(value)) return Object.keys(value);
  throw new TemplateRenderError(`${textOf(value)} has no items`);
}

export function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  if (isRawNumber(value)) return Number(value.rawJSON);
  throw new TemplateRenderError(`${represented(value)} is no number`);
}

export function isNumeric(value: unknown): boolean {
  return typeof value === "number" || isRawNumber(value);
}

export function isEqual(a: unknown, b: unknown): boolean {
  if (isNumeric(a) && isNumeric(b)) return numberOf(a) === numberOf(b);
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  return JSON.stringify(dataOf(a)) === JSON.stringify(dataOf(b));
}

/** Negative, zero or positive, as sorting wants it. */
export function compare(a: unknown, b: unknown): number {
  if (isNumeric(a) && isNumeric(b)) return numberOf(a) - numberOf(b);
  const [left, right] = [textOf(dataOf(a)), textOf(dataOf(b))];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** What a value may become on its way into a text. */
const VALUE_MAX = 4 * 1024 * 1024;
const LIST_MAX = 10_000;

/** The value, when it is not beyond all measure. */
export function bounded(value: unknown): unknown {
  if (typeof value === "string") requireRoom(value.length);
  if (Array.isArray(value) && value.length > LIST_MAX) throw new TemplateRenderError("a list becomes too long");
  return value;
}

/** Refuses a text of that length before it is made. */
export function requireRoom(length: number): void {
  if (length > VALUE_MAX) throw new TemplateRenderError("a text becomes too long");
}

export function replaceText(text: string, from: string, to: string): string {
  if (from === "") return text;
  const parts = text.split(from);
  requireRoom(text.length + parts.length * to.length);
  return parts.join(to);
}

export function contains(whole: unknown, part: unknown): boolean {
  if (typeof whole === "string") return whole.includes(textOf(part));
  if (whole instanceof TemplateValue) return whole.member(textOf(part)) !== undefined;
  return itemsOf(whole).some((item) => isEqual(item, part));
}
