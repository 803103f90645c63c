import { expect, test } from "vitest";
import { fillTemplate, givenName } from "../src/run-name.ts";

test.each([
  ["train {path}", { path: "jan.parquet" }, "train jan.parquet"],
  ["{params.month}/{params.year}", { params: { month: 1, year: 2021 } }, "1/2021"],
  ["{missing} and {params.missing}", { params: {} }, "{missing} and {params.missing}"],
  ["{when}", { when: new Date(0) }, "1970-01-01T00:00:00.000Z"],
  ["{list} {none} {big}", { list: [1, 2], none: null, big: 2n ** 70n }, "[1,2] null 1180591620717411303424n"],
  ["{constructor} {__proto__}", {}, "{constructor} {__proto__}"],
  ["no fields", { a: 1 }, "no fields"],
])("%s of %o is %s", (template, parameters, expected) => {
  expect(fillTemplate(template, parameters)).toBe(expected);
});

test.each([
  ["march", "march"],
  ["", null],
  [undefined, null],
])("a function that gives %o names the run %o", (given, name) => {
  expect(givenName(given, "flowRunName")).toBe(name);
});

test.each([5, { a: 1 }, Promise.resolve("x")])("a name that is no text is refused: %o", (given) => {
  expect(() => givenName(given, "taskRunName")).toThrow(/^taskRunName gave .+, not a text$/);
});
