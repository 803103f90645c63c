import { expect, test } from "vitest";
import { addSeconds } from "../src/instant.ts";
import { wasAbsent } from "../src/server-absence.ts";
import { NOW } from "./support/states.ts";

const last = { wall: NOW, monotonicMs: 5000 };

test("a server that has just started was away", () => {
  expect(wasAbsent(null, last, 3)).toBe(true);
});

test.each([
  ["on time", 3, 3, false],
  ["twice the period late", 6, 6, false],
  ["later than that on both clocks: it was stuck", 6.001, 6.001, true],
  ["later on the wall clock alone: the machine slept, or its clock was set", 6.001, 3, true],
  ["later on the monotonic clock alone: the clock was set back meanwhile", 3, 6.001, true],
  ["with a wall clock that was set back", -0.001, 3, true],
])("a look that comes %s", (_how, wallSeconds, ranSeconds, expected) => {
  const now = { wall: addSeconds(NOW, wallSeconds), monotonicMs: 5000 + ranSeconds * 1000 };
  expect(wasAbsent(last, now, 3)).toBe(expected);
});
