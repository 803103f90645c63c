import { expect, test } from "vitest";
import { splitCommand } from "../src/split-command.ts";

test.each([
  ["", []],
  ["  ", []],
  ["git rev-parse --short HEAD", ["git", "rev-parse", "--short", "HEAD"]],
  [`echo "a b" 'c d'e f\\ g`, ["echo", "a b", "c de", "f g"]],
  [`echo "a \\"b\\" \\n \\\\" ''`, ["echo", 'a "b" \\n \\', ""]],
  ["a | b > c && $d # e", ["a", "|", "b", ">", "c", "&&", "$d", "#", "e"]],
])("%s", (line, words) => {
  expect(splitCommand(line)).toEqual(words);
});

test.each([
  [`echo "a`, '" is opened and not closed'],
  ["echo it's", "' is opened and not closed"],
  ["echo \\", "a backslash stands at its end"],
])("%s is refused", (line, problem) => {
  expect(() => splitCommand(line)).toThrow(problem);
});
