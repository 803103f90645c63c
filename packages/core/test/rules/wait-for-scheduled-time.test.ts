import { expect, test } from "vitest";
import { addSeconds } from "../../src/instant.ts";
import { waitForScheduledTime } from "../../src/rules/wait-for-scheduled-time.ts";
import { pendingState, runningState, scheduledState } from "../../src/run-state.ts";
import { askFlowRule, flowTransition } from "../support/flow-transitions.ts";
import { current, NOW, plainState, proposed } from "../support/states.ts";

const wait = (delaySeconds: number) => ({ kind: "wait", delaySeconds, reason: "The run is scheduled for later." });

const CASES = [
  [-60, null],
  [0, null],
  [0.4, null],
  [0.6, wait(1)],
  [1.4, wait(1)],
  [1.6, wait(2)],
  [3600, wait(3600)],
] as const;

test.each(CASES)("a run scheduled %f s from now", (seconds, expected) => {
  const initial = scheduledState(current(), { scheduledTime: addSeconds(NOW, seconds) });
  expect(askFlowRule(waitForScheduledTime, flowTransition(initial, runningState(proposed())))).toEqual(expected);
});

test.each(CASES)("a pending run scheduled %f s from now", (seconds, expected) => {
  const initial = pendingState(current(), { scheduledTime: addSeconds(NOW, seconds) });
  expect(askFlowRule(waitForScheduledTime, flowTransition(initial, runningState(proposed())))).toEqual(expected);
});

test("a pending run without a time starts at once", () => {
  const transition = flowTransition(pendingState(current()), runningState(proposed()));
  expect(askFlowRule(waitForScheduledTime, transition)).toBeNull();
});

test.each(["RUNNING", "PAUSED", "FAILED"] as const)("from %s it is not asked", (type) => {
  const transition = flowTransition(plainState(type, current()), runningState(proposed()));
  expect(askFlowRule(waitForScheduledTime, transition)).toBe("not asked");
});
