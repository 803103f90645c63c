import { expect, test } from "vitest";
import { parseExact } from "../../src/exact-json.ts";
import { valueAtPath } from "../../src/placeholder/value-at-path.ts";

const value = { a: { b: [10, { c: "deep" }] }, none: null, number: parseExact("5.0") };

test.each([
  [[], value],
  [["a", "b", "0"], 10],
  [["a", "b", "-1", "c"], "deep"],
  [["a", "b", "7"], undefined],
  [["a", "b", "first"], undefined],
  [["a", "b", "0", "x"], undefined],
  [["none"], null],
  [["none", "x"], undefined],
  [["number", "rawJSON"], undefined],
  [["toString"], undefined],
])("at %j stands %j", (path, found) => {
  expect(valueAtPath(value, path)).toEqual(found);
});
