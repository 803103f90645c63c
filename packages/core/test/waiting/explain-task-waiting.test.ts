import { expect, test } from "vitest";
import { explainTaskWaiting, mayWaitForSlots } from "../../src/waiting/explain-task-waiting.ts";
import type { WaitingFacts } from "../../src/wire/dashboard-work.ts";
import type { TaskRun } from "../../src/wire/task-run.ts";

const now = Date.UTC(2026, 10, 22, 10);
const moments = {
  now,
  relative: (at: number) => `at ${new Date(at).toISOString()}`,
  ahead: (at: number) => `in ${(at - now) / 1000} s`,
  absolute: (at: number) => new Date(at).toISOString(),
  span: (length: number) => `${length / 1000} s`,
};

/** What an explanation looks at of a task run. */
function taskRun(fields: Partial<TaskRun>, scheduledTime: string | null = null): TaskRun {
  const state = { state_details: scheduledTime === null ? {} : { scheduled_time: scheduledTime } };
  return { id: "t", flow_run_id: "f", state_type: "SCHEDULED", state_name: "Scheduled", state, ...fields } as TaskRun;
}

const SOON = "2026-11-22T10:00:30Z";
const PAST = "2026-11-22T09:00:00Z";

test.each([
  ["AwaitingRetry", SOON, "Its next attempt begins in 30 s."],
  ["AwaitingRetry", PAST, "Its next attempt is due now."],
  ["Scheduled", SOON, "It starts in 30 s, on 2026-11-22T10:00:30.000Z."],
  ["Scheduled", null, "It is due, and no process that serves its task has taken it yet."],
])("a task run that is %s for %s: %s", (state_name, at, words) => {
  expect(explainTaskWaiting(taskRun({ state_name }, at), null, moments)).toBe(words);
});

test("a task run waits for the slots that it asked for, not for others'", () => {
  const limit = { id: "l", name: "gpu", limit: 2, active_slots: 2, task_name: "fit-0", slots: 1, since: PAST };
  const limits = [
    { ...limit, task_run_id: "t" },
    { ...limit, task_run_id: "other" },
    { ...limit, task_run_id: null, task_name: null },
  ];
  const none = {
    deployment: null,
    work_pool: null,
    work_queue: null,
    events: [],
    retries: [],
    waits: [],
    subflows: [],
  };
  const facts: WaitingFacts = { ...none, limits, is_pool_gone: false };
  const words = "It asked for a slot of the limit “gpu” at 2026-11-22T09:00:00.000Z: 2 of 2 are taken.";
  expect(explainTaskWaiting(taskRun({ state_type: "PENDING" }), facts, moments)).toBe(words);
  expect(explainTaskWaiting(taskRun({ state_type: "RUNNING" }), facts, moments)).toBe(words);
  expect(explainTaskWaiting(taskRun({ state_type: "RUNNING" }), null, moments)).toBeNull();
  expect(explainTaskWaiting(taskRun({ state_type: "COMPLETED" }), facts, moments)).toBeNull();
});

test.each([
  ["PENDING", "f", true],
  ["RUNNING", "f", true],
  ["RUNNING", null, false],
  ["FAILED", "f", false],
] as const)(
  "whether the server is asked for a task run that is %s, of the flow run %s: %s",
  (state_type, id, isAsked) => {
    expect(mayWaitForSlots(taskRun({ state_type, flow_run_id: id }))).toBe(isAsked);
  },
);
