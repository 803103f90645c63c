import { expect, test } from "vitest";
import { errorsAt, hasErrors, NO_ERRORS, readErrors } from "../../../src/components/schema-form/form-errors.ts";

test("errors stand where their values do", () => {
  const errors = readErrors([
    "too few",
    { property: "list", errors: [{ index: 1, errors: ["no number"] }] },
    { property: "a", errors: ["is required"] },
  ]);
  expect(errors.own).toStrictEqual(["too few"]);
  expect(errorsAt(errorsAt(errors, "list"), 1).own).toStrictEqual(["no number"]);
  expect(errorsAt(errors, "a").own).toStrictEqual(["is required"]);
  expect(errorsAt(errors, "b")).toBe(NO_ERRORS);
  expect([hasErrors(errors), hasErrors(errorsAt(errors, "list")), hasErrors(NO_ERRORS)]).toStrictEqual([
    true,
    true,
    false,
  ]);
});

test("what is no list of errors is none", () => {
  expect(readErrors(null)).toStrictEqual(NO_ERRORS);
});
