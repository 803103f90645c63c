import { expect, test } from "vitest";
import { addSeconds } from "../src/instant.ts";
import { estimatedRunTime, estimatedStartTimeDelta } from "../src/run-estimates.ts";
import type { StateType } from "../src/state-type.ts";
import { NOW } from "./support/states.ts";

const ago = (seconds: number) => addSeconds(NOW, -seconds);

test.each<[string, StateType | null, number | null, number, number]>([
  ["a run that never ran", null, null, 0, 0],
  ["a run in its first attempt", "RUNNING", 10, 0, 10],
  ["a run in its second attempt", "RUNNING", 10, 2_500_000, 12.5],
  ["a run that waits", "PAUSED", 10, 2_500_000, 2.5],
  ["a run that has ended", "COMPLETED", 10, 2_500_000, 2.5],
  ["a run whose client's clock is ahead", "RUNNING", -10, 1_000_000, 1],
])("the run time of %s", (_which, state_type, seconds, total_run_micros, expected) => {
  const state_timestamp = seconds === null ? null : ago(seconds);
  const row = { state_type, state_timestamp, total_run_micros, start_time: null, expected_start_time: null };
  expect(estimatedRunTime(row, NOW)).toBe(expected);
});

test.each<[string, StateType | null, number | null, number | null, number]>([
  ["started late", "RUNNING", 60, 50, 10],
  ["started early", "RUNNING", 50, 60, 0],
  ["overdue", "SCHEDULED", 60, null, 60],
  ["not due yet", "SCHEDULED", -60, null, 0],
  ["overdue, without a state", null, 60, null, 60],
  ["ended without a start", "CANCELLED", 60, null, 0],
  ["never expected", "PENDING", null, null, 0],
])("how late a run is that is %s", (_which, state_type, expected, start, delta) => {
  const row = {
    state_type,
    state_timestamp: NOW,
    total_run_micros: 0,
    expected_start_time: expected === null ? null : ago(expected),
    start_time: start === null ? null : ago(start),
  };
  expect(estimatedStartTimeDelta(row, NOW)).toBe(delta);
});
