import { expect, test } from "vitest";
import { examplesText } from "../src/examples-text.ts";

test("what an example does stands beside it where all fit, else above", () => {
  const examples = [
    ["tutti a", "one"],
    ["tutti a --long", "another"],
  ] as const;
  expect(examplesText(examples)).toBe("\nExamples:\n  tutti a         one\n  tutti a --long  another");
  expect(examplesText(examples, 24)).toBe("\nExamples:\n  # one\n  tutti a\n  # another\n  tutti a --long");
});

test("an example that needs no words has none", () => {
  expect(examplesText([["tutti a", ""]])).toBe("\nExamples:\n  tutti a");
  expect(examplesText([["tutti a", ""]], 5)).toBe("\nExamples:\n  tutti a");
});
