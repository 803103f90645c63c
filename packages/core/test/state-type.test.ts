import { expect, test } from "vitest";
import { defaultStateName, isTerminal, STATE_TYPES } from "../src/state-type.ts";

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
