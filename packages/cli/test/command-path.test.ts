import { expect, test } from "vitest";
import { commandPath } from "../src/command-path.ts";

test.each([
  [
    ["flow-run", "ls", "--limit", "3"],
    ["flow-run", "ls"],
  ],
  [
    ["-p", "flow", "flow-run", "ls"],
    ["flow-run", "ls"],
  ],
  [["--no-prompt", "flow-run", "lst"], ["flow-run"]],
  [["version", "--x"], ["version"]],
  [["nope"], []],
  [[], []],
])("%j names %j", (argv, expected) => {
  expect(commandPath(argv)).toEqual(expected);
});
