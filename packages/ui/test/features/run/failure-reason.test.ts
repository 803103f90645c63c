import { expect, test } from "vitest";
import { exceptionLine, firstFailedTask, saysWhyItself } from "../../../src/features/run/failure-reason.ts";
import { after, timeline, timelineTask } from "../../timeline-data.ts";

const failed = { state_type: "FAILED", state_name: "Failed" } as const;

test("the task that failed first is named, not the subflow that failed with it", () => {
  const tasks = [
    timelineTask({ id: "late", ...failed, end_time: after(9) }),
    timelineTask({ id: "first", ...failed, end_time: after(3) }),
    timelineTask({ id: "sub", ...failed, end_time: after(2), subflow_run_id: "x" }),
    timelineTask({ id: "fine", end_time: after(1) }),
  ];
  expect(firstFailedTask(timeline({ task_runs: tasks }))?.id).toBe("first");
  expect(firstFailedTask(timeline())).toBeNull();
});

test.each([
  [null, ""],
  ["Task run encountered an exception ValueError: bad record 8", "ValueError: bad record 8"],
  ["Flow run encountered an exception: Error: no\n    at f", "Error: no"],
  ["something else", "something else"],
])("%j is told as %j", (message, line) => {
  expect(exceptionLine(message)).toBe(line);
});

test.each([
  ["bad rows", true],
  ["1/3 states failed.", false],
  ["Flow run encountered an exception: Error: no", false],
  ["", false],
  [null, false],
])("a run that failed with %j says why itself: %j", (message, isOwn) => {
  expect(saysWhyItself(message)).toBe(isOwn);
});
