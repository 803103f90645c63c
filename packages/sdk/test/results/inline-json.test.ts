import { expect, test } from "vitest";
import { exactJson, isInline } from "../../src/results/inline-json.ts";

const deep = JSON.parse("[".repeat(60) + "]".repeat(60));

test.each([
  ["a string", "text", true],
  ["a number", 1.5, true],
  ["null", null, true],
  ["a plain object", { a: [1, null, { b: "c" }] }, true],
  ["undefined", undefined, false],
  ["undefined within", { a: undefined }, false],
  ["NaN", Number.NaN, false],
  ["-0", -0, false],
  ["Infinity within", [Infinity], false],
  ["bigint", 1n, false],
  ["a date", new Date(), false],
  ["a map", new Map(), false],
  ["bytes", new Uint8Array(1), false],
  ["a function within", { f: () => 1 }, false],
  [
    "a class instance",
    new (class A {
      a = 1;
    })(),
    false,
  ],
  ["a sparse list", Array.from({ length: 2 }).fill(1, 1), false],
  ["a list with fields", Object.assign([1], { extra: 1 }), false],
  ["a symbol key", { [Symbol("s")]: 1 }, false],
  ["nesting past 50", deep, false],
])("JSON carries %s exactly: %s", (_what, value, expected) => {
  expect(exactJson(value) !== null).toBe(expected);
});

test.each([
  ["a small object", { a: 1 }, false, true],
  ["null, which stands for no result", null, false, false],
  ["an object that reads as metadata", { storage_key: "x" }, false, false],
  ["the marker of what is not kept", { type: "unpersisted" }, false, false],
  ["more than 64 KB", "x".repeat(65_536), false, false],
  ["64 KB in characters, more in bytes", "ü".repeat(40_000), false, false],
  ["0 on a Tutti server", 0, false, true],
  ["0 on a Prefect server", 0, true, false],
  ["an empty text on a Prefect server", "", true, false],
  ["an empty list on a Prefect server", [], true, false],
  ["an empty object on a Prefect server", {}, true, false],
  ["true on a Prefect server", true, true, true],
])("%s stands in the state: %s", (_what, value, dropsFalsy, expected) => {
  expect(isInline(value, JSON.stringify(value), dropsFalsy)).toBe(expected);
});
