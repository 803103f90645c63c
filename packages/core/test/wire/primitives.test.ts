import { describe, expect, test } from "vitest";
import { z } from "zod";
import { parseExact } from "../../src/exact-json.ts";
import { formatInstant } from "../../src/instant.ts";
import {
  bulkLimit,
  instantInput,
  integer,
  integerBetween,
  labels,
  number,
  objectName,
  orDefault,
  page,
  pageLimit,
  pageNumber,
  pageOffset,
  uuid,
} from "../../src/wire/primitives.ts";

const REFUSED = Symbol("refused");

function parse(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : REFUSED;
}

const ID = "0198a3c4-6f00-7000-8000-0000000000ab";

test.each([
  [ID, ID],
  [ID.toUpperCase(), ID],
  ["00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000"],
  [ID.replaceAll("-", ""), REFUSED],
  [`${ID}0`, REFUSED],
  ["", REFUSED],
  [7, REFUSED],
  [null, REFUSED],
])("the id %s", (value, expected) => {
  expect(parse(uuid, value)).toBe(expected);
});

test.each([
  ["2026-08-01T12:00:00Z", "2026-08-01T12:00:00Z"],
  ["2026-08-01 12:00:00.5+00:00", "2026-08-01T12:00:00.500000Z"],
  ["2026-02-30T12:00:00Z", REFUSED],
  ["now", REFUSED],
  [1_754_049_600, REFUSED],
])("the date-time %s", (value, expected) => {
  const parsed = instantInput.safeParse(value);
  expect(parsed.success ? formatInstant(parsed.data) : REFUSED).toBe(expected);
});

test("a date-time that is none says so", () => {
  expect(instantInput.safeParse("now").error?.issues).toMatchObject([{ message: "Input should be a valid datetime" }]);
});

describe("numbers", () => {
  test.each([
    ["5", 5, 5],
    ["5.0", 5, 5],
    ["5e2", 500, 500],
    ["5.5", 5.5, REFUSED],
    ['"5"', REFUSED, REFUSED],
    ["null", REFUSED, REFUSED],
    ["true", REFUSED, REFUSED],
    ["1e400", REFUSED, REFUSED],
  ])("%s", (text, asNumber, asInteger) => {
    const value = parseExact(text);
    expect([parse(number, value), parse(integer, value)]).toEqual([asNumber, asInteger]);
  });

  test.each([
    [0, REFUSED],
    [1, 1],
    [3, 3],
    [4, REFUSED],
    [1.5, REFUSED],
  ])("%f between 1 and 3", (value, expected) => {
    expect(parse(integerBetween(1, 3), value)).toBe(expected);
  });
});

describe("paging", () => {
  test.each([
    ["limit", pageLimit, 200, [0, 200], [-1, 201, 1.5, "5"]],
    ["offset", pageOffset, 0, [0, 1_000_000], [-1, "0"]],
    ["page", pageNumber, 1, [1, 99], [0, -1]],
    ["limit of bulk operations", bulkLimit, 50, [1, 50], [0, 51]],
  ] as const)("%s", (_name, schema, fallback, good, bad) => {
    expect([undefined, null, ...good].map((value) => parse(schema, value))).toEqual([fallback, fallback, ...good]);
    expect(bad.map((value) => parse(schema, value))).toEqual(bad.map(() => REFUSED));
  });
});

test("an explicit null means the default, and a wrong value is still wrong", () => {
  const schema = z.object({ tags: orDefault(z.array(z.string()), []) });
  expect([{}, { tags: null }, { tags: ["a"] }, { tags: "a" }].map((value) => parse(schema, value))).toEqual([
    { tags: [] },
    { tags: [] },
    { tags: ["a"] },
    REFUSED,
  ]);
});

test.each([
  ["flow", "flow"],
  ["my flow: ü", "my flow: ü"],
  ["", REFUSED],
  ["a/b", REFUSED],
  ["a%b", REFUSED],
  ["a&b", REFUSED],
  ["a<b", REFUSED],
  ["a>b", REFUSED],
])("the name %o", (value, expected) => {
  expect(parse(objectName, value)).toBe(expected);
});

test("labels are flat: text, numbers, booleans", () => {
  const value = { text: "a", yes: true, whole: 1, real: parseExact("1.0") };
  expect(parse(labels, value)).toEqual({ text: "a", yes: true, whole: 1, real: 1 });
  expect([{ a: null }, { a: [] }, { a: {} }, []].map((wrong) => parse(labels, wrong))).toEqual(
    Array.from({ length: 4 }, () => REFUSED),
  );
});

test("a page carries its results and how many there are", () => {
  const value = { results: ["a"], count: 1, limit: 200, pages: 1, page: 1 };
  expect(parse(page(z.string()), value)).toEqual(value);
});
