import { expect, test } from "vitest";
import { z } from "zod";
import { checkParameters, parametersToWire } from "../src/parameters.ts";

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
  [{ nothing: undefined }, { nothing: null }],
  [{ circle }, { circle: "<Object>" }],
  [{ call: function named() {} }, { call: "<function named>" }],
  [[1, 2], { parameters: [1, 2] }],
])("the parameters %o are kept as %j", (parameters, expected) => {
  expect(parametersToWire(parameters)).toEqual(expected);
});
