import { expect, test } from "vitest";
import { ownAttempts } from "../src/own-attempts.ts";
import type { StateType } from "../src/state-type.ts";

const TYPES: Readonly<Record<string, StateType>> = {
  Pending: "PENDING",
  Running: "RUNNING",
  Suspended: "PAUSED",
  Sleeping: "SCHEDULED",
  Recovering: "SCHEDULED",
  AwaitingRetry: "SCHEDULED",
  Crashed: "CRASHED",
  Failed: "FAILED",
};

test.each([
  ["", 0],
  ["Pending", 0],
  ["Pending Running", 1],
  ["Pending Running Running", 1],
  ["Pending Running AwaitingRetry Running", 2],
  ["Pending Running Failed Pending Running", 2],
  ["Pending Running Suspended Pending Running", 1],
  ["Pending Running Recovering Pending Running", 1],
  ["Pending Running Crashed Running Crashed Running", 1],
  ["Pending Running Sleeping Pending Recovering Pending Running", 1],
  ["Pending Running AwaitingRetry Recovering Pending Running", 2],
  ["Pending Running AwaitingRetry Running Recovering Pending Running", 2],
])("the states %j are those of %i attempts", (names, expected) => {
  const states = names.split(" ").flatMap((name) => {
    const type = TYPES[name];
    return type === undefined ? [] : [{ type, name }];
  });
  expect(ownAttempts(states)).toBe(expected);
});
