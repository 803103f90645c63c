import { TemplateRenderError } from "./template-error.ts";
import {
  compare,
  dataOf,
  entriesOf,
  isEqual,
  isMapping,
  isTrue,
  itemsOf,
  memberOf,
  numberOf,
  replaceText,
  requireRoom,
  textOf,
} from "./values.ts";

/** What a filter is given besides its value. */
export interface Given {
  readonly positional: readonly unknown[];
  readonly named: Readonly<Record<string, unknown>>;
}

export type Filter = (value: unknown, given: Given) => unknown;

/** The argument at a place or of a name; else the fallback. */
export function argument(given: Given, place: number, name: string, fallback: unknown): unknown {
  const value = place < given.positional.length ? given.positional[place] : given.named[name];
  return value === undefined ? fallback : value;
}

/** `a.b.c` behind each item, or the item itself. */
function attribute(item: unknown, path: unknown): unknown {
  if (path === undefined) return item;
  return textOf(path)
    .split(".")
    .reduce<unknown>((value, key) => memberOf(value, /^\d+$/.test(key) ? Number(key) : key), item);
}

function byAttribute(place: number): (given: Given) => (item: unknown) => unknown {
  return (given) => (item) => attribute(item, argument(given, place, "attribute", undefined));
}

const attributeFirst = byAttribute(0);

function fallbackOf(value: unknown, given: Given): unknown {
  const isMissing = isTrue(argument(given, 1, "boolean", false)) ? !isTrue(value) : value === undefined;
  return isMissing ? argument(given, 0, "default_value", "") : value;
}

function lengthOf(value: unknown): number {
  return isMapping(value) ? Object.keys(value).length : itemsOf(value).length;
}

const ESCAPED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ESCAPED[sign] ?? sign);
}

/** JSON that may stand in HTML. */
function json(value: unknown, given: Given): string {
  const indent = argument(given, 0, "indent", undefined);
  const text = JSON.stringify(dataOf(value), null, indent === undefined ? undefined : numberOf(indent));
  const spaced = indent === undefined ? spacedJson(text) : text;
  return spaced.replaceAll(/[<>&']/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

/** With the spaces that Python puts behind commas and colons. */
function spacedJson(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|[,:]/g, (part) => (part.startsWith('"') ? part : `${part} `));
}

function rounded(value: unknown, given: Given): number {
  const factor = 10 ** numberOf(argument(given, 0, "precision", 0));
  const method = textOf(argument(given, 1, "method", "common"));
  const number = numberOf(value) * factor;
  if (method === "floor") return Math.floor(number) / factor;
  return (method === "ceil" ? Math.ceil(number) : Math.round(number)) / factor;
}

function numberIn(value: unknown): number | null {
  const text = typeof value === "boolean" ? String(Number(value)) : textOf(value).trim();
  return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
}

function whole(value: unknown, given: Given): unknown {
  const number = numberIn(value);
  return number === null ? argument(given, 0, "default", 0) : Math.trunc(number);
}

function real(value: unknown, given: Given): unknown {
  return numberIn(value) ?? argument(given, 0, "default", 0);
}

function shortened(value: unknown, given: Given): string {
  const text = textOf(value);
  const length = numberOf(argument(given, 0, "length", 255));
  const end = textOf(argument(given, 2, "end", "..."));
  if (text.length <= length + numberOf(argument(given, 3, "leeway", 5))) return text;
  const cut = text.slice(0, Math.max(0, length - end.length));
  const words = isTrue(argument(given, 1, "killwords", false)) ? cut : cut.replace(/ [^ ]*$/, "");
  return words + end;
}

function indented(value: unknown, given: Given): string {
  const width = argument(given, 0, "width", 4);
  const prefix = typeof width === "string" ? width : " ".repeat(Math.min(numberOf(width), 100));
  const isFirst = isTrue(argument(given, 1, "first", false));
  const lines = textOf(value).split("\n");
  return lines.map((line, index) => ((index > 0 || isFirst) && line !== "" ? prefix + line : line)).join("\n");
}

function sorted(value: unknown, given: Given): unknown[] {
  const isReverse = isTrue(argument(given, 0, "reverse", false));
  const keyOf = byAttribute(2)(given);
  const isCased = isTrue(argument(given, 1, "case_sensitive", false));
  const plain = (item: unknown) => (typeof item === "string" && !isCased ? item.toLowerCase() : item);
  const items = itemsOf(value).toSorted((a, b) => compare(plain(keyOf(a)), plain(keyOf(b))));
  return isReverse ? items.toReversed() : items;
}

function unique(value: unknown): unknown[] {
  const items = itemsOf(value).map((item) => [JSON.stringify(dataOf(item)), item] as const);
  const firsts = new Map(items.toReversed());
  return items.flatMap(([key, item]) => (firsts.get(key) === item && firsts.delete(key) ? [item] : []));
}

function joined(value: unknown, given: Given): string {
  const texts = itemsOf(value).map(byAttribute(1)(given)).map(textOf);
  const between = textOf(argument(given, 0, "d", ""));
  requireRoom(texts.length * between.length);
  return texts.join(between);
}

function extreme(sign: 1 | -1): Filter {
  return (value, given) => {
    const keyOf = byAttribute(1)(given);
    return itemsOf(value).toSorted((a, b) => sign * compare(keyOf(a), keyOf(b)))[0];
  };
}

/** The items whose attribute holds, or equals what is asked. */
function selected(isWanted: boolean, hasAttribute: boolean): Filter {
  return (value, given) =>
    itemsOf(value).filter((item) => {
      const found = hasAttribute ? attribute(item, given.positional[0]) : item;
      const [test, expected] = given.positional.slice(hasAttribute ? 1 : 0);
      return holds(found, test, expected) === isWanted;
    });
}

function holds(value: unknown, test: unknown, expected: unknown): boolean {
  if (test === undefined) return isTrue(value);
  const name = textOf(test);
  if (["equalto", "eq", "=="].includes(name)) return isEqual(value, expected);
  if (["ne", "!="].includes(name)) return !isEqual(value, expected);
  if (name === "in") return itemsOf(expected).some((item) => isEqual(item, value));
  if (name === "defined") return value !== undefined;
  throw new TemplateRenderError(`there is no test ${name} to select by`);
}

function mapped(value: unknown, given: Given): unknown[] {
  const name = given.positional[0];
  if (name === undefined) return itemsOf(value).map(attributeFirst(given));
  return itemsOf(value).map((item) =>
    filterOf(textOf(name))(item, { positional: given.positional.slice(1), named: {} }),
  );
}

function replaced(value: unknown, given: Given): string {
  return replaceText(textOf(value), textOf(argument(given, 0, "old", "")), textOf(argument(given, 1, "new", "")));
}

function titled(text: string): string {
  return text.replaceAll(/[\p{L}\p{N}']+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
}

function encoded(value: unknown): string {
  if (!isMapping(value)) return encodeURIComponent(textOf(value)).replaceAll("%2F", "/");
  return entriesOf(value)
    .map(([key, item]) => `${encodeURIComponent(key)}=${encodeURIComponent(textOf(item))}`)
    .join("&")
    .replaceAll("%20", "+");
}

const FILTERS: Readonly<Record<string, Filter>> = {
  abs: (value) => Math.abs(numberOf(value)),
  attr: (value, given) => memberOf(value, given.positional[0]),
  capitalize: (value) => textOf(value).charAt(0).toUpperCase() + textOf(value).slice(1).toLowerCase(),
  count: lengthOf,
  d: fallbackOf,
  default: fallbackOf,
  dictsort: (value) => entriesOf(value).toSorted(([a], [b]) => compare(a.toLowerCase(), b.toLowerCase())),
  e: (value) => escaped(textOf(value)),
  escape: (value) => escaped(textOf(value)),
  first: (value) => itemsOf(value)[0],
  float: real,
  forceescape: (value) => escaped(textOf(value)),
  indent: indented,
  int: whole,
  items: (value) => entriesOf(value),
  join: joined,
  last: (value) => itemsOf(value).at(-1),
  length: lengthOf,
  list: (value) => [...itemsOf(value)],
  lower: (value) => textOf(value).toLowerCase(),
  map: mapped,
  max: extreme(-1),
  min: extreme(1),
  reject: selected(false, false),
  rejectattr: selected(false, true),
  replace: replaced,
  reverse: (value) =>
    typeof value === "string" ? Array.from(value).toReversed().join("") : [...itemsOf(value)].toReversed(),
  round: rounded,
  safe: textOf,
  select: selected(true, false),
  selectattr: selected(true, true),
  sort: sorted,
  string: textOf,
  striptags: (value) =>
    textOf(value)
      .replaceAll(/<[^<>]*>/g, "")
      .replaceAll(/\s+/g, " ")
      .trim(),
  sum: (value, given) =>
    itemsOf(value)
      .map(attributeFirst(given))
      .map(numberOf)
      .reduce((sum, item) => sum + item, 0),
  title: (value) => titled(textOf(value)),
  tojson: json,
  trim: (value) => textOf(value).trim(),
  truncate: shortened,
  unique: unique,
  upper: (value) => textOf(value).toUpperCase(),
  urlencode: encoded,
  wordcount: (value) => textOf(value).match(/\w+/g)?.length ?? 0,
};

/** One of Jinja's common filters. */
export function filterOf(name: string): Filter {
  const filter = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
  if (filter === undefined) throw new TemplateRenderError(`there is no filter ${name}`);
  return filter;
}
