import { expect, test } from "vitest";
import { parseTextQuery } from "../../../src/store/filters/text-query.ts";

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
])("%j requires %j, wants one of %j, excludes %j", (query, required, any, excluded) => {
  expect(parseTextQuery(query)).toEqual({ required, any, excluded });
});
