import { expect, test } from "vitest";
import { hadProcess } from "../src/had-process.ts";
import { pausedState, scheduledState } from "../src/run-state.ts";
import { STATE_TYPES } from "../src/state-type.ts";
import { current, plainState } from "./support/states.ts";

const POLICY = { max_retries: 0, retry_delay_seconds: 0 };
const EXECUTED = new Set(["PENDING", "RUNNING", "PAUSED", "CANCELLING"]);

test.each(STATE_TYPES)("a run that is %s", (type) => {
  expect(hadProcess(POLICY, plainState(type, current()))).toBe(EXECUTED.has(type));
});

test("a run without a state had none", () => {
  expect(hadProcess(POLICY, null)).toBe(false);
});

test("a retry that waits in its process has one; a run that is suspended has not", () => {
  expect(hadProcess({ ...POLICY, retry_type: "in_process" }, scheduledState(current()))).toBe(true);
  expect(hadProcess(POLICY, pausedState(current(), { pauseReschedule: true }))).toBe(false);
});
