import { describe, expect, test } from "vitest";
import { advance, afterCurrent } from "../src/bookkeeping.ts";
import { addSeconds, instant } from "../src/instant.ts";
import { NO_PROGRESS, type RunProgress } from "../src/run-progress.ts";
import {
  completedState,
  failedState,
  pausedState,
  type RunState,
  runningState,
  scheduledState,
} from "../src/run-state.ts";
import { STATE_TYPES } from "../src/state-type.ts";
import { BEFORE, current, CURRENT_ID, NOW, plainState, PROPOSED_ID, proposed } from "./support/states.ts";

function after(...states: RunState[]): RunProgress {
  return states.reduce<RunProgress>((run, state) => advance(run, state, false), NO_PROGRESS);
}

const first = {
  stateId: CURRENT_ID,
  stateTimestamp: BEFORE,
  runCount: 0,
  totalRunMicros: 0,
  expectedStartTime: BEFORE,
};

describe("the first state", () => {
  test.each([
    ["SCHEDULED", { startTime: null, endTime: null, nextScheduledStartTime: BEFORE }],
    ["PENDING", { startTime: null, endTime: null, nextScheduledStartTime: null }],
    ["RUNNING", { startTime: BEFORE, endTime: null, nextScheduledStartTime: null, runCount: 1 }],
    ["PAUSED", { startTime: null, endTime: null, nextScheduledStartTime: null }],
    ["CANCELLING", { startTime: null, endTime: null, nextScheduledStartTime: null }],
    ["COMPLETED", { startTime: BEFORE, endTime: BEFORE, nextScheduledStartTime: null }],
    ["FAILED", { startTime: BEFORE, endTime: BEFORE, nextScheduledStartTime: null }],
    ["CANCELLED", { startTime: BEFORE, endTime: BEFORE, nextScheduledStartTime: null }],
    ["CRASHED", { startTime: BEFORE, endTime: BEFORE, nextScheduledStartTime: null }],
  ] as const)("%s", (type, times) => {
    const state = plainState(type, current());
    expect(after(state)).toEqual({ ...first, stateType: type, stateName: state.name, ...times });
  });
});

test("a run is expected when it was first scheduled for", () => {
  const due = addSeconds(NOW, 600);
  const again = addSeconds(NOW, 900);
  const run = after(
    scheduledState(current(), { scheduledTime: due }),
    scheduledState(proposed(), { scheduledTime: again }),
  );
  expect(run).toMatchObject({ expectedStartTime: due, nextScheduledStartTime: again });
});

test("time is counted while running, attempt by attempt", () => {
  const at = (seconds: number) => ({ id: PROPOSED_ID, timestamp: addSeconds(BEFORE, seconds) });
  const run = after(
    runningState(at(0)),
    pausedState(at(1.5)),
    runningState(at(10)),
    runningState(at(12)),
    failedState(at(12.25)),
    runningState(at(100)),
    completedState(at(101)),
  );
  expect(run).toMatchObject({
    runCount: 4,
    totalRunMicros: 4_750_000,
    startTime: BEFORE,
    endTime: addSeconds(BEFORE, 101),
  });
});

test("a run that resumes counts no attempt", () => {
  const paused = after(runningState(current()), pausedState(current()));
  expect(advance(paused, runningState(proposed()), true).runCount).toBe(1);
  expect(advance(paused, runningState(proposed()), false).runCount).toBe(2);
});

test("the first end counts until the run leaves it", () => {
  const ended = after(runningState(current()), failedState(current()));
  expect(advance(ended, completedState(proposed()), false).endTime).toBe(BEFORE);
  const again = advance(ended, runningState(proposed()), false);
  expect(again).toMatchObject({ endTime: null, startTime: BEFORE });
  expect(advance(again, completedState(proposed()), false).endTime).toBe(NOW);
});

test.each([
  ["a later state keeps its time", NOW, BEFORE, NOW],
  ["the first state keeps its time", NOW, null, NOW],
  ["a state of the same microsecond comes one later", NOW, NOW, instant(NOW + 1)],
  ["a state of a clock that went back comes right after the one before", BEFORE, NOW, instant(NOW + 1)],
])("%s", (_rule, at, before, expected) => {
  const state = runningState({ id: PROPOSED_ID, timestamp: at });
  expect(afterCurrent(state, before)).toEqual({ ...state, timestamp: expected });
});

test("every type of state advances a run to itself", () => {
  expect(STATE_TYPES.map((type) => after(plainState(type, current())).stateType)).toEqual(STATE_TYPES);
});
