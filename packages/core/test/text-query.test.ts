import { expect, test } from "vitest";
import { hasText, parseTextQuery } from "../src/text-query.ts";

test.each([
  ["", [], [], []],
  ["   ", [], [], []],
  ["one two", [], ["one", "two"], []],
  ["+one two -three !four", ["one"], ["two"], ["three", "four"]],
  ['"one two" +"three four" -"five"', ["three four"], ["one two"], ["five"]],
  ['say "a \\"quoted\\" word"', [], ["say", 'a "quoted" word'], []],
  ['"never ends', [], ["never ends"], []],
  ['"', [], [], []],
  ["- + !", [], [], []],
  ["a-b c+d e!f", [], ["a-b", "c+d", "e!f"], []],
  ["--x", [], [], ["-x"]],
  ["100% \\-x", [], ["100%", "\\-x"], []],
  ["--", [], [], ["-"]],
  ['one"two three"four', [], ["one", "two three", "four"], []],
  ['"a \\\\ b" "c \\x d" "e\\', [], ["a \\ b", "c \\x d", "e\\"], []],
])("%j requires %j, wants one of %j, excludes %j", (query, required, any, excluded) => {
  expect(parseTextQuery(query)).toEqual({ required, any, excluded });
});

test.each([
  ["Error in ÄPFEL", "error", true],
  ["Error in ÄPFEL", "ERROR other", true],
  ["Error in ÄPFEL", "other", false],
  ["Error in ÄPFEL", "äpfel", false],
  ["Error in ÄPFEL", "+error +in", true],
  ["Error in ÄPFEL", "+error +out", false],
  ["Error in ÄPFEL", "error -in", false],
  ["Error in ÄPFEL", '"error in"', true],
  ["Error in ÄPFEL", "", true],
])("in %j a search for %j: %j", (text, query, expected) => {
  expect(hasText(text, parseTextQuery(query))).toBe(expected);
});
