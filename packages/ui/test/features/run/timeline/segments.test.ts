import { expect, test } from "vitest";
import { attemptsOf, segmentsOf } from "../../../../src/features/run/timeline/segments.ts";
import { after, START, timelineTask } from "../../../timeline-data.ts";

const at = (seconds: number) => START + seconds * 1000;

test("a task that ran once is a wait and a run", () => {
  const task = timelineTask({ id: "a", expected_start_time: after(0), start_time: after(1), end_time: after(3) });
  expect(segmentsOf(task)).toStrictEqual([
    { kind: "wait", tone: "pending", startAt: at(0), endAt: at(1) },
    { kind: "run", tone: "completed", startAt: at(1), endAt: at(3) },
  ]);
});

test("what runs has no end yet", () => {
  const task = timelineTask({ id: "a", state_type: "RUNNING", state_name: "Running", end_time: null });
  expect(segmentsOf(task)).toStrictEqual([{ kind: "run", tone: "running", startAt: at(0), endAt: null }]);
});

test("what has not started waits since it was expected", () => {
  const task = timelineTask({
    id: "a",
    state_type: "SCHEDULED",
    state_name: "Late",
    expected_start_time: after(2),
    start_time: null,
    end_time: null,
  });
  expect(segmentsOf(task)).toStrictEqual([{ kind: "wait", tone: "late", startAt: at(2), endAt: null }]);
});

test("what ended without a start is a mark at its end", () => {
  const task = timelineTask({
    id: "a",
    state_type: "CANCELLED",
    state_name: "Cancelled",
    start_time: null,
    end_time: after(4),
  });
  expect(segmentsOf(task)).toStrictEqual([{ kind: "run", tone: "cancelled", startAt: at(4), endAt: at(4) }]);
});

test("each attempt is a run in the colour of its outcome, with the wait for the retry between", () => {
  const task = timelineTask({
    id: "a",
    run_count: 2,
    states: [
      { type: "PENDING", name: "Pending", timestamp: after(0) },
      { type: "RUNNING", name: "Running", timestamp: after(1) },
      { type: "SCHEDULED", name: "AwaitingRetry", timestamp: after(2) },
      { type: "RUNNING", name: "Retrying", timestamp: after(4) },
      { type: "COMPLETED", name: "Completed", timestamp: after(5) },
    ],
  });
  expect(segmentsOf(task)).toStrictEqual([
    { kind: "wait", tone: "pending", startAt: at(0), endAt: at(1) },
    { kind: "run", tone: "failed", startAt: at(1), endAt: at(2) },
    { kind: "wait", tone: "retrying", startAt: at(2), endAt: at(4) },
    { kind: "run", tone: "completed", startAt: at(4), endAt: at(5) },
  ]);
  expect(attemptsOf(task)).toBe(2);
});

test("an attempt that is retried at once has failed, too", () => {
  const task = timelineTask({
    id: "a",
    run_count: 2,
    states: [
      { type: "RUNNING", name: "Running", timestamp: after(1) },
      { type: "RUNNING", name: "Retrying", timestamp: after(2) },
      { type: "COMPLETED", name: "Completed", timestamp: after(3) },
    ],
  });
  expect(segmentsOf(task)).toStrictEqual([
    { kind: "run", tone: "failed", startAt: at(1), endAt: at(2) },
    { kind: "run", tone: "completed", startAt: at(2), endAt: at(3) },
  ]);
});

test("a cached result is a mark, not a stretch", () => {
  const task = timelineTask({ id: "a", states: [{ type: "COMPLETED", name: "Cached", timestamp: after(1) }] });
  expect(segmentsOf(task)).toStrictEqual([{ kind: "run", tone: "cached", startAt: at(1), endAt: at(1) }]);
});

test("the same task gives the same list, so that rows need not be drawn again", () => {
  const task = timelineTask({ id: "a" });
  expect(segmentsOf(task)).toBe(segmentsOf(task));
});
