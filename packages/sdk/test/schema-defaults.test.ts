import { expect, test } from "vitest";
import { z } from "zod";
import { withSchemaDefaults } from "../src/schema-defaults.ts";
import type { StandardSchema } from "../src/standard-schema.ts";

const month = z.object({ month: z.int().default(1), path: z.string().optional() });
const day = new Date(0);

test.each<[string, StandardSchema | null, unknown[], unknown[]]>([
  ["without a schema nothing is added", null, [], []],
  ["what is left out is added", month, [], [{ month: 1 }]],
  ["what is undefined is left out", month, [{ month: undefined }, "more"], [{ month: 1 }, "more"]],
  [
    "what is given stays as it is",
    z.object({ a: z.coerce.number(), b: z.int().default(2) }),
    [{ a: "1" }],
    [{ a: "1", b: 2 }],
  ],
  ["nothing is added where all is given", month, [{ month: 2 }], [{ month: 2 }]],
  ["nothing is added to what is refused", month, [{ month: "x" }], [{ month: "x" }]],
  ["nothing is added to what is no object", month, [3], [3]],
  ["what a schema makes of an object may be none", z.object({}).transform(() => 3), [{}], [{}]],
  [
    "what it would not take for what it is stays left out",
    z.object({ at: z.string().default("5").transform(Number) }),
    [{}],
    [{}],
  ],
  ["what the record has no form for stays left out", z.object({ at: z.date().default(day) }), [{}], [{}]],
  [
    "what it takes from the record as what it was is added",
    z.object({ at: z.coerce.date().default(day) }),
    [{}],
    [{ at: day.toISOString() }],
  ],
])("%s", async (_words, schema, args, whole) => {
  expect(await withSchemaDefaults(schema, args)).toEqual(whole);
});
