import type { LiveChange } from "@tutti/core/wire/live";
import type { TaskRun } from "@tutti/core/wire/task-run";
import { expect, test } from "vitest";
import { patchTimeline } from "../../src/api/timeline-patch.ts";
import { after, flowRun, timeline, timelineTask } from "../timeline-data.ts";

function taskChange(fields: Partial<TaskRun> & { id: string }, name = fields.state_name ?? "Running"): LiveChange {
  const type = fields.state_type ?? "RUNNING";
  return {
    kind: "task-run",
    task_run: {
      created: null,
      updated: null,
      name: `${fields.id}-0`,
      flow_run_id: "run",
      task_key: fields.id,
      dynamic_key: "0",
      cache_key: null,
      cache_expiration: null,
      task_version: null,
      empirical_policy: { max_retries: 0, retry_delay_seconds: 0 },
      tags: [],
      labels: null,
      state_id: "s",
      task_inputs: {},
      state_type: type,
      state_name: name,
      run_count: 1,
      flow_run_run_count: 1,
      expected_start_time: null,
      next_scheduled_start_time: null,
      start_time: after(0),
      end_time: null,
      total_run_time: 0,
      estimated_run_time: 0,
      estimated_start_time_delta: 0,
      state: { id: "s", type, name, timestamp: after(4), message: null, data: null, state_details: {} },
      ...fields,
    },
  };
}

test("a task that has begun is added and counted", () => {
  const inputs: TaskRun["task_inputs"] = {
    rows: [{ input_type: "task_run", id: "up" }],
    __parents__: [{ input_type: "task_run", id: "outer" }],
  };
  const next = patchTimeline(timeline({ task_run_counts: { COMPLETED: 1 } }), [
    taskChange({ id: "a", task_inputs: inputs }),
  ]);
  expect([next.task_run_counts, next.task_runs]).toStrictEqual([
    { COMPLETED: 1, RUNNING: 1 },
    [
      timelineTask({
        id: "a",
        state_type: "RUNNING",
        state_name: "Running",
        end_time: null,
        upstream: ["up"],
        encapsulating: ["outer"],
      }),
    ],
  ]);
});

test("a task that has ended changes its row and both counts", () => {
  const before = timeline({
    task_run_counts: { RUNNING: 1 },
    task_runs: [timelineTask({ id: "a", state_type: "RUNNING", state_name: "Running", end_time: null })],
  });
  const next = patchTimeline(before, [
    taskChange({ id: "a", state_type: "COMPLETED", end_time: after(4) }, "Completed"),
  ]);
  expect([next.task_run_counts, next.task_runs]).toStrictEqual([
    { RUNNING: 0, COMPLETED: 1 },
    [timelineTask({ id: "a", end_time: after(4) })],
  ]);
});

test("a retry splits the bar, though no history was sent", () => {
  const before = timeline({
    task_runs: [timelineTask({ id: "a", state_type: "RUNNING", state_name: "Running", end_time: null })],
  });
  const waiting = patchTimeline(before, [taskChange({ id: "a", state_type: "SCHEDULED" }, "AwaitingRetry")]);
  expect(waiting.task_runs[0]?.states).toStrictEqual([
    { type: "RUNNING", name: "Running", timestamp: after(0) },
    { type: "SCHEDULED", name: "AwaitingRetry", timestamp: after(4) },
  ]);
});

test("changes of other runs leave the very same object", () => {
  const before = timeline();
  const changes: LiveChange[] = [
    taskChange({ id: "a", flow_run_id: "other" }),
    { kind: "flow-run", flow_run: flowRun({ id: "other" }) },
    { kind: "logs", logs: [] },
  ];
  expect(patchTimeline(before, changes)).toBe(before);
});

test("a new state of the run is added to its history once", () => {
  const state = {
    id: "s2",
    type: "COMPLETED",
    name: "Completed",
    timestamp: after(9),
    message: null,
    data: null,
    state_details: {},
  } as const;
  const change: LiveChange = { kind: "flow-run", flow_run: flowRun({ state_type: "COMPLETED", state }) };
  const next = patchTimeline(timeline(), [change, change]);
  expect(next.states.map((mark) => mark.name)).toStrictEqual(["Running", "Completed"]);
  expect(next.flow_run.state_type).toBe("COMPLETED");
});
