import { expect, test } from "vitest";
import { isTakenForCommonjs } from "../src/commonjs-file.ts";

test.each([
  [
    "/a/b.ts:1\nimport { flow } from 'tutti';\n\nSyntaxError: Cannot use import statement outside a module\n  at x",
    true,
  ],
  ["SyntaxError: Unexpected token", false],
])("%j is told from other errors", (error, isTaken) => {
  expect(isTakenForCommonjs(error)).toBe(isTaken);
});
