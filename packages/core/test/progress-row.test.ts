import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advance } from "../src/bookkeeping.ts";
import { instant } from "../src/instant.ts";
import { type ProgressRow, progressFromRow, progressToRow } from "../src/progress-row.ts";
import { NO_PROGRESS, type RunProgress } from "../src/run-progress.ts";
import { STATE_TYPES } from "../src/state-type.ts";
import { anyState } from "./support/arbitraries.ts";
import { NOW } from "./support/states.ts";

const EMPTY: ProgressRow = {
  state_id: null,
  state_type: null,
  state_name: null,
  state_timestamp: null,
  run_count: 0,
  expected_start_time: null,
  next_scheduled_start_time: null,
  start_time: null,
  end_time: null,
  total_run_micros: 0,
};

test("a run without a state", () => {
  expect([progressToRow(NO_PROGRESS), progressFromRow(EMPTY)]).toEqual([EMPTY, NO_PROGRESS]);
});

test("progress is read back from its row", () => {
  const runs = fc
    .array(anyState, { minLength: 1, maxLength: 5 })
    .map((states) => states.reduce<RunProgress>((run, state) => advance(run, state, false), NO_PROGRESS));
  fc.assert(
    fc.property(runs, (run) => {
      expect(progressFromRow(progressToRow(run))).toEqual(run);
    }),
  );
});

describe("a row as a client reported it, its times missing", () => {
  test.each(STATE_TYPES)("%s", (state_type) => {
    const row = { ...EMPTY, state_id: "s", state_type, state_timestamp: NOW };
    const hasStarted = ["RUNNING", "COMPLETED", "FAILED", "CANCELLED", "CRASHED"].includes(state_type);
    expect(progressToRow(progressFromRow(row))).toEqual({
      ...row,
      state_name: "",
      expected_start_time: NOW,
      next_scheduled_start_time: state_type === "SCHEDULED" ? NOW : null,
      start_time: hasStarted ? NOW : null,
      end_time: hasStarted && state_type !== "RUNNING" ? NOW : null,
    });
  });

  test("what its type cannot have is dropped", () => {
    const stale = { ...EMPTY, state_id: "s", state_type: "RUNNING", state_timestamp: NOW, end_time: NOW } as const;
    expect(progressFromRow({ ...stale, next_scheduled_start_time: NOW })).toMatchObject({
      endTime: null,
      nextScheduledStartTime: null,
    });
  });

  test("an expected start is kept before there is a state", () => {
    const expected_start_time = instant(NOW - 1);
    expect(progressFromRow({ ...EMPTY, expected_start_time })).toEqual({
      ...NO_PROGRESS,
      expectedStartTime: expected_start_time,
    });
  });
});
