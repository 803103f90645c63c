import type { LogLine } from "@tutti/core/wire/dashboard";
import type { StateType } from "@tutti/core/state-type";
import type { State } from "@tutti/core/wire/state";
import { expect, test } from "vitest";
import { attemptsOf } from "../../../src/features/task-run/attempts.ts";

const at = (second: number) => `2026-11-22T12:00:${String(second).padStart(2, "0")}.000000Z`;

function state(type: StateType, second: number): State {
  return { id: `${second}`, type, name: type, timestamp: at(second), message: null, data: null, state_details: {} };
}

test("an attempt that is followed by the next at once has failed", () => {
  const attempts = attemptsOf([state("RUNNING", 1), state("RUNNING", 2), state("COMPLETED", 3)], []);
  expect(attempts.map(({ outcome }) => outcome.type)).toStrictEqual(["FAILED", "COMPLETED"]);
});

function line(message: string, second: number): LogLine {
  const of = { flow_run_id: "run", task_run_id: "task" };
  return { id: message, timestamp: at(second), level: 20, name: "tutti.task_runs", message, ...of };
}

test("a task that was retried has an attempt for each time it ran, each with its own lines", () => {
  const states = [
    state("COMPLETED", 9),
    state("PENDING", 0),
    state("RUNNING", 1),
    { ...state("SCHEDULED", 3), name: "AwaitingRetry" },
    state("RUNNING", 6),
  ];
  const lines = [line("before", 0), line("first", 2), line("between", 4), line("second", 7)];
  expect(
    attemptsOf(states, lines).map(({ startAt, endAt, outcome, lines }) => ({
      seconds: [startAt, endAt].map((time) => (time === null ? null : new Date(time).getUTCSeconds())),
      outcome: outcome.type,
      lines: lines.map(({ message }) => message),
    })),
  ).toStrictEqual([
    { seconds: [1, 3], outcome: "FAILED", lines: ["before", "first", "between"] },
    { seconds: [6, 9], outcome: "COMPLETED", lines: ["second"] },
  ]);
});

test("one that runs has no end yet, one that waits no attempt", () => {
  const [running] = attemptsOf([state("RUNNING", 1)], []);
  expect([running?.endAt, running?.outcome.type]).toStrictEqual([null, "RUNNING"]);
  expect(attemptsOf([state("PENDING", 0)], [])).toStrictEqual([]);
});
