import { z } from "zod";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { defineBlock } from "../../src/blocks/define-block.ts";
import { secret } from "../../src/blocks/secret-value.ts";
import { canonicalInput, UnhashableError } from "../../src/engine/canonical-input.ts";

const noStep = () => undefined;
const canonical = (value: unknown): string => canonicalInput(value, noStep);

test("equal values have the same text, whatever the order of their keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const shuffled = Object.fromEntries(Object.entries(value).toReversed());
      expect(canonical(structuredClone(value))).toBe(canonical(value));
      expect(canonical(shuffled)).toBe(canonical(value));
    }),
  );
});

test("different values have different texts", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const isSame = canonical(a) === canonical(b);
      expect(isSame).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
    }),
  );
});

const kinds: unknown[] = [
  undefined,
  null,
  true,
  "true",
  1,
  1n,
  "1",
  -0,
  0,
  Number.NaN,
  "NaN",
  [],
  {},
  "",
  new Date(1),
  new Date(2),
  new Map(),
  new Set(),
  new Map([[1, 2]]),
  new Set([1, 2]),
  [1, 2],
  [[1], 2],
  [1, [2]],
  ["a", "b"],
  ["ab"],
  { a: 1, b: 2 },
  { a: { b: 1 } },
  /a/,
  /a/g,
  new URL("http://a/"),
  new Error("a"),
  new TypeError("a"),
  new Uint8Array([1]),
  new Int8Array([1]),
  new Uint8Array([1]).buffer,
  new Uint8Array([1, 2]).subarray(1),
];

test("every kind of value has a text of its own", () => {
  expect(new Set(kinds.map(canonical)).size).toBe(kinds.length);
});

test("a view of the same bytes is the same value", () => {
  expect(canonical(new Uint8Array([0, 1]).subarray(1))).toBe(canonical(new Uint8Array([1])));
});

test("a step's result is written as the step, however large", () => {
  const rows = { huge: Array.from({ length: 1000 }) };
  const stepOf = (value: object) => (value === rows ? "read/abc-0" : undefined);
  expect(canonicalInput([rows], stepOf)).toBe("[@10:read/abc-0]");
});

test("a block is taken by its type and its values, but for secrets", () => {
  const fields = z.object({ host: z.string(), password: secret() });
  const Database = defineBlock({ slug: "canonical-database", name: "Database", fields });
  const text = (host: string, password: string) => canonicalInput(new Database({ host, password }), () => undefined);
  expect(text("a", "canary")).toBe(text("a", "other"));
  expect(text("a", "canary")).not.toBe(text("b", "canary"));
  expect(text("a", "canary")).not.toContain("canary");
});

test("an instance that says how it is written as JSON is taken by that and its class", () => {
  class Money {
    toJSON() {
      return { cents: 5 };
    }
  }
  expect(canonical(new Money())).toBe(`C5:Money${canonical({ cents: 5 })}`);
});

const circle: { self?: unknown } = {};
circle.self = circle;

test.each([
  ["a function", () => 1],
  ["a symbol", Symbol("s")],
  [
    "an instance",
    new (class Model {
      rows = 1;
    })(),
  ],
  ["a circle", circle],
])("%s cannot be told from another", (_what, value) => {
  expect(() => canonical(value)).toThrow(UnhashableError);
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { entries: entries.map(([key, item]) => [key, sorted(item)]) };
}
