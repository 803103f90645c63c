import { expect, test } from "vitest";
import { matchesLabel, parseLabelPattern } from "../src/label-pattern.ts";

test.each([
  ["red", "red", true],
  ["red", "reddish", false],
  ["red", undefined, false],
  ["!red", "blue", true],
  ["!red", "red", false],
  ["!red", undefined, false],
  ["", "", true],
  ["!", "x", true],
  ["*", "", true],
  ["*", undefined, false],
  ["!*", "x", false],
  ["prefect.flow-run.*", "prefect.flow-run.1", true],
  ["prefect.flow-run.*", "prefect.flow-run.", true],
  ["prefect.flow-run.*", "prefect.flow", false],
  ["*.1", "a.1", true],
  ["*.1", "a.1.2", false],
  ["a*b*c", "aXbXbc", true],
  ["a*b*c", "aXcXb", false],
  ["*aab", "aaab", true],
  ["?", "x", true],
  ["?", "😀", true],
  ["?", "", false],
  ["a?c*", "abc", true],
  ["a?c*", "ac", false],
  ["!a?c", "abd", true],
  ["**", "anything", true],
  ["a**?", "ab", true],
  ["[ab]", "a", false],
  ["[ab]", "[ab]", true],
  ["a.c", "abc", false],
  ["a*c", "abcbc", true],
  ["*b*", "abc", true],
  ["!a*", "abc", false],
  ["!a*", "xyz", true],
])("the pattern %j and the value %j: %j", (pattern, value, expected) => {
  expect(matchesLabel(parseLabelPattern(pattern), value)).toBe(expected);
});

test("a pattern of many stars is soon done with", () => {
  expect(matchesLabel(parseLabelPattern(`${"*a".repeat(500)}*b`), "a".repeat(5000))).toBe(false);
});
