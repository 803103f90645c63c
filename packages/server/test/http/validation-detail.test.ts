import { expect, test } from "vitest";
import { z } from "zod";
import { integer, integerBetween, tags, uuid } from "@tutti/core/wire/primitives";
import { stateType } from "@tutti/core/wire/state";
import { validationDetail } from "../../src/http/validation-detail.ts";

const types =
  "'SCHEDULED', 'PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED', 'PAUSED' or 'CANCELLING'";

// What a Prefect 3.8.8 server answers for the same input, but for `ctx` of unions.
test.each([
  [
    "a wrong type",
    z.strictObject({ name: z.string() }),
    { name: 1 },
    [{ type: "string_type", loc: ["body", "name"], msg: "Input should be a valid string", input: 1 }],
  ],
  [
    "an unknown key",
    z.strictObject({ name: z.string() }),
    { name: "x", zz: 2 },
    [{ type: "extra_forbidden", loc: ["body", "zz"], msg: "Extra inputs are not permitted", input: 2 }],
  ],
  [
    "a missing key",
    z.strictObject({ level: integer }),
    { other: 1 },
    [
      { type: "missing", loc: ["body", "level"], msg: "Field required", input: { other: 1 } },
      { type: "extra_forbidden", loc: ["body", "other"], msg: "Extra inputs are not permitted", input: 1 },
    ],
  ],
  [
    "an item of a list",
    z.strictObject({ tags }),
    { tags: ["a", 1] },
    [{ type: "string_type", loc: ["body", "tags", 1], msg: "Input should be a valid string", input: 1 }],
  ],
  [
    "no object",
    z.strictObject({}),
    5,
    [
      {
        type: "model_attributes_type",
        loc: ["body"],
        msg: "Input should be a valid dictionary or object to extract fields from",
        input: 5,
      },
    ],
  ],
  [
    "a value that is not listed",
    z.strictObject({ type: stateType }),
    { type: "X" },
    [
      {
        type: "enum",
        loc: ["body", "type"],
        msg: `Input should be ${types}`,
        input: "X",
        ctx: { expected: types },
      },
    ],
  ],
  [
    "a short uuid",
    z.strictObject({ id: uuid }),
    { id: "abc" },
    [
      {
        type: "uuid_parsing",
        loc: ["body", "id"],
        msg: "Input should be a valid UUID, invalid length: found 3",
        input: "abc",
        ctx: { error: "invalid length: found 3" },
      },
    ],
  ],
  [
    "a stray character in a uuid",
    z.strictObject({ id: uuid }),
    { id: "zz" },
    [
      {
        type: "uuid_parsing",
        loc: ["body", "id"],
        msg: "Input should be a valid UUID, invalid character: found `z` at 0",
        input: "zz",
        ctx: { error: "invalid character: found `z` at 0" },
      },
    ],
  ],
  [
    "text for an integer",
    z.strictObject({ limit: integer }),
    { limit: "a" },
    [
      {
        type: "int_parsing",
        loc: ["body", "limit"],
        msg: "Input should be a valid integer, unable to parse string as an integer",
        input: "a",
      },
    ],
  ],
  [
    "a fraction for an integer",
    z.strictObject({ limit: integer }),
    { limit: 1.5 },
    [
      {
        type: "int_from_float",
        loc: ["body", "limit"],
        msg: "Input should be a valid integer, got a number with a fractional part",
        input: 1.5,
      },
    ],
  ],
  [
    "a number below its range",
    z.strictObject({ page: integerBetween(1, 9) }),
    { page: 0 },
    [
      {
        type: "greater_than_equal",
        loc: ["body", "page"],
        msg: "Input should be greater than or equal to 1",
        input: 0,
        ctx: { ge: 1 },
      },
    ],
  ],
  [
    "a number above its range",
    z.strictObject({ limit: integerBetween(1, 50) }),
    { limit: 1000 },
    [
      {
        type: "less_than_equal",
        loc: ["body", "limit"],
        msg: "Input should be less than or equal to 50",
        input: 1000,
        ctx: { le: 50 },
      },
    ],
  ],
  [
    "text that does not match",
    z.strictObject({ key: z.string().regex(/^[a-z0-9-]*$/) }),
    { key: "A" },
    [
      {
        type: "string_pattern_mismatch",
        loc: ["body", "key"],
        msg: "String should match pattern '^[a-z0-9-]*$'",
        input: "A",
        ctx: { pattern: "^[a-z0-9-]*$" },
      },
    ],
  ],
  [
    "text that is too long",
    z.strictObject({ query: z.string().max(3) }),
    { query: "abcd" },
    [
      {
        type: "string_too_long",
        loc: ["body", "query"],
        msg: "String should have at most 3 characters",
        input: "abcd",
        ctx: { max_length: 3 },
      },
    ],
  ],
  [
    "a list that is too long",
    z.strictObject({ ids: z.array(z.string()).max(1) }),
    { ids: ["a", "b"] },
    [
      {
        type: "too_long",
        loc: ["body", "ids"],
        msg: "List should have at most 1 item",
        input: ["a", "b"],
        ctx: { max_length: 1 },
      },
    ],
  ],
])("%s is told as Prefect tells it", (_what, schema, input, problems) => {
  const parsed = schema.safeParse(input);
  expect(parsed.success ? [] : validationDetail(parsed.error.issues, "body", input)).toEqual(problems);
});
