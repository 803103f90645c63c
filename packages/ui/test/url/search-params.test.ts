import { expect, test } from "vitest";
import { listOf, oneOf, parseSearch, stringifySearch, textOf } from "../../src/url/search-params.ts";

test.each([
  ["", {}],
  ["?q=etl", { q: "etl" }],
  ["?state=FAILED&state=Late&q=a%20b", { state: ["FAILED", "Late"], q: "a b" }],
])("%s is read as %j", (text, search) => {
  expect(parseSearch(text)).toStrictEqual(search);
});

test.each([
  [{}, ""],
  [{ q: "", state: [], flow: undefined }, ""],
  [{ q: "a b", state: ["FAILED", "Late"], page: 2, nested: { no: 1 } }, "?q=a+b&state=FAILED&state=Late&page=2"],
])("%j is written as %s", (search, text) => {
  expect(stringifySearch(search)).toBe(text);
});

test("what was written is read back", () => {
  const search = { q: "50% & more", tag: ["ü", "a=b"], flow: "main-flow" };
  expect(parseSearch(stringifySearch(search))).toStrictEqual(search);
});

test("values of the wrong shape are left out", () => {
  expect([
    textOf(["a", "b"]),
    textOf(""),
    textOf(3),
    listOf("a"),
    listOf(["a", "", "a", 4]),
    listOf(undefined),
  ]).toStrictEqual(["a", undefined, undefined, ["a"], ["a"], undefined]);
  expect([oneOf("7d", ["1h", "7d"]), oneOf("8d", ["1h", "7d"])]).toStrictEqual(["7d", undefined]);
});
