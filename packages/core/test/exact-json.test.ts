import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRawNumber, parseExact, plainNumber, toPlain } from "../src/exact-json.ts";

describe("numbers come back as they stood", () => {
  test.each([
    ["5.0"],
    ["0"],
    ["-0"],
    ["-0.0"],
    ["1e3"],
    ["1E+3"],
    ["12.50"],
    ["0.0000001"],
    ["0.1"],
    ["9007199254740993"],
    ["-9007199254740993"],
    ["123456789012345678901234567890"],
    ["90071992.54740993"],
    ["3.141592653589793238462643"],
    ["1e400"],
    ['{"a":5.0,"b":[1.0, 2]}'],
    ["[ 5.0 ]"],
    ['{"a": "5.0 and 1e3", "b": 7}'],
  ])("%s", (text) => {
    expect(JSON.stringify(parseExact(text))).toBe(text.replaceAll(/([:,[]) | (?=])/g, "$1"));
  });
});

// Keys that look like integers come first in JavaScript's objects: their order is not kept, and JSON gives it no meaning.
function isOrdinaryKey(key: string): boolean {
  return !/^\d+$/.test(key) && key !== "__proto__";
}

const digits = fc.stringMatching(/^\d{1,20}$/);
const integer = fc.oneof(fc.constant("0"), fc.stringMatching(/^[1-9]\d{0,20}$/));
const numberText = fc
  .tuple(
    fc.constantFrom("", "-"),
    integer,
    fc.option(digits),
    fc.option(fc.tuple(fc.constantFrom("e", "E+", "e-"), digits)),
  )
  .map(([sign, whole, fraction, exponent]) => {
    const tail = fraction === null ? "" : `.${fraction}`;
    return `${sign}${whole}${tail}${exponent === null ? "" : exponent.join("")}`;
  });

const { json } = fc.letrec<{ json: string; array: string; object: string }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small" },
    numberText,
    fc.string().map((text) => JSON.stringify(text)),
    fc.constantFrom("true", "false", "null"),
    tie("array"),
    tie("object"),
  ),
  array: fc.array(tie("json"), { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
  object: fc
    .uniqueArray(fc.tuple(fc.string({ minLength: 1 }).filter(isOrdinaryKey), tie("json")), {
      maxLength: 4,
      selector: ([key]) => key,
    })
    .map((items) => `{${items.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`),
}));

test("any JSON comes back as it stood", () => {
  const property = fc.property(json, (text) => {
    expect(JSON.stringify(parseExact(text))).toBe(text);
  });
  fc.assert(property, { numRuns: 2000 });
});

test.each(["", "{", "[1,]", "01", "5.", "NaN"])("%s is no JSON", (text) => {
  expect(() => parseExact(text)).toThrow(SyntaxError);
});

test("a key named __proto__ is a key like others", () => {
  const parsed = parseExact('{"__proto__":{"a":5.0}}');
  expect([JSON.stringify(parsed), Object.getPrototypeOf(parsed)]).toEqual([
    '{"__proto__":{"a":5.0}}',
    Object.prototype,
  ]);
});

test.each([
  ["5.0", true],
  ["5", false],
  ['"5.0"', false],
])("%s is carried as a raw number: %s", (text, isRaw) => {
  expect(isRawNumber(parseExact(text))).toBe(isRaw);
});

test.each([
  ["5.0", 5],
  ["1e3", 1000],
  ["7", 7],
  ['"5.0"', "5.0"],
  ["null", null],
])("%s as a plain number", (text, expected) => {
  expect(plainNumber(parseExact(text))).toBe(expected);
});

test("a plain copy holds ordinary numbers at every depth", () => {
  expect(toPlain(parseExact('{"a":[5.0,{"b":1e2}],"c":"5.0","d":null,"e":true}'))).toEqual({
    a: [5, { b: 100 }],
    c: "5.0",
    d: null,
    e: true,
  });
});
