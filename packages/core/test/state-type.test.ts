import { expect, test } from "vitest";
import { defaultStateName, isOwnEnd, isTerminal, STATE_TYPES } from "../src/state-type.ts";

test("each type has its name, and is terminal or not", () => {
  expect(STATE_TYPES.map((type) => [defaultStateName(type), isTerminal(type)])).toEqual([
    ["Scheduled", false],
    ["Pending", false],
    ["Running", false],
    ["Completed", true],
    ["Failed", true],
    ["Cancelled", true],
    ["Crashed", true],
    ["Paused", false],
    ["Cancelling", false],
  ]);
});

test("a run came to its end by itself when it completed or failed, or says why it did not", () => {
  const ends = (carriesError: boolean) => STATE_TYPES.filter((type) => isOwnEnd(type, carriesError));
  expect(ends(false)).toEqual(["COMPLETED", "FAILED"]);
  expect(ends(true)).toEqual(["COMPLETED", "FAILED", "CANCELLED", "CRASHED"]);
});
