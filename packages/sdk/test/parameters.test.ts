import { expect, test } from "vitest";
import { z } from "zod";
import {
  checkParameters,
  describeLargeParameters,
  parametersToWire,
  parametersWithinLimit,
} from "../src/parameters.ts";

const schema = z.object({ month: z.coerce.number().int(), path: z.string().default("data.parquet") });

test("the schema's output is what the flow gets: defaults filled in, values converted", async () => {
  await expect(checkParameters(schema, { month: "2" })).resolves.toEqual({ month: 2, path: "data.parquet" });
});

test("what is wrong is named by its path, all at once", async () => {
  await expect(checkParameters(schema, { month: 1.5, path: 3 })).rejects.toMatchObject({
    code: "invalid_parameters",
    detail: expect.stringMatching(/^month: .+; path: .+$/),
  });
});

/** Deeper than a server takes from 60 on, than `JSON.stringify` from a few thousand. */
function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { in: value };
  return value;
}

const circle: { self?: unknown } = {};
circle.self = circle;

test.each([
  [undefined, {}],
  [
    { a: 1, b: "x", c: null, d: [true] },
    { a: 1, b: "x", c: null, d: [true] },
  ],
  [{ when: new Date(0) }, { when: "1970-01-01T00:00:00.000Z" }],
  [
    { big: 12n, bigger: 2n ** 60n },
    { big: 12, bigger: "1152921504606846976" },
  ],
  [
    { map: new Map([["a", 1]]), set: new Set([1]) },
    { map: [["a", 1]], set: [1] },
  ],
  [{ nothing: undefined }, {}],
  [{ circle }, { circle: "<Object>" }],
  [{ call: function named() {} }, { call: "<function named>" }],
  [{ deep: nested(49) }, { deep: nested(49) }],
  [
    { deep: nested(51), list: [nested(51)] },
    { deep: "<a large object>", list: "<a list of 1 items>" },
  ],
  [{ deep: nested(10_000) }, { deep: "<Object>" }],
  [[1, 2], { parameters: [1, 2] }],
])("the parameters %.80o are kept as %.80j", (parameters, expected) => {
  expect(parametersToWire(parameters)).toEqual(expected);
});

test("of parameters that are too large together the largest are described, until the rest fits", () => {
  const parameters = { a: "x".repeat(150_000), b: { c: "x".repeat(170_000) }, d: "x".repeat(20_000), e: 1 };
  const { a, d } = parameters;
  expect(describeLargeParameters(parameters)).toEqual({ a, b: "<a large object>", d, e: 1 });
  expect(describeLargeParameters({ d })).toEqual({ d });
});

test("parameters up to the limit are kept", () => {
  const parameters = { text: "x".repeat(524_288 - '{"text":""}'.length) };
  expect(parametersWithinLimit(parameters)).toBe(parameters);
  expect(() => parametersWithinLimit({ text: `${parameters.text}x` })).toThrow("524,289 bytes");
});
