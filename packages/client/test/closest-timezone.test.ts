import { expect, test } from "vitest";
import { didYouMeanTimezone } from "../src/closest-timezone.ts";

test.each([
  ["Europe/Berln", " Did you mean Europe/Berlin?"],
  ["europe/berlin ", " Did you mean Europe/Berlin?"],
  ["berlin", " Did you mean Europe/Berlin?"],
  ["New York", " Did you mean America/New_York?"],
  ["UTCC", " Did you mean UTC?"],
  ["the moon, at its darkest", ""],
])("%j: %j", (typed, hint) => {
  expect(didYouMeanTimezone(typed)).toBe(hint);
});
