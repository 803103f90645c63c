import { expect, test } from "vitest";
import { withoutTwoLetterFlags } from "../src/two-letter-flags.ts";

test.each([
  [
    ["deploy", "-jv", "a=1", "-cl", "2"],
    ["deploy", "--job-variable", "a=1", "--concurrency-limit", "2"],
  ],
  [["-jv=a=1"], ["--job-variable=a=1"]],
  [
    ["-p", "x", "--", "-jv"],
    ["-p", "x", "--", "-jv"],
  ],
])("%j is %j", (argv, expected) => {
  expect(withoutTwoLetterFlags(argv)).toEqual(expected);
});
