import { expect, test } from "vitest";
import { artifactLines } from "../../../src/features/artifacts/artifact-lines.ts";

test.each([
  ["markdown", "# A\n\nb", ["# A", "", "b"]],
  ["table", '[{"a":1,"b":"x"},{"a":2}]', ["a | b", "1 | x", "2 | "]],
  ["progress", 40.5, ["40.5"]],
  ["link", { to: ["x"] }, ["{", '  "to": [', '    "x"', "  ]", "}"]],
  [null, null, ["null"]],
])("of a %s", (type, data, lines) => {
  expect(artifactLines({ type, data })).toEqual(lines);
});
