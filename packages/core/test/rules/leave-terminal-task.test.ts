import { describe, expect, test } from "vitest";
import { leaveTerminalTask } from "../../src/rules/leave-terminal-task.ts";
import { completedState, failedState, runningState } from "../../src/run-state.ts";
import { STATE_TYPES, TERMINAL_STATE_TYPES } from "../../src/state-type.ts";
import { askTaskRule, IN_RUNNING_FLOW, taskTransition } from "../support/task-transitions.ts";
import { current, plainState, proposed } from "../support/states.ts";

const restart = { kind: "amend", effects: [{ kind: "restart-count" }] };

describe.each(TERMINAL_STATE_TYPES)("a task that ended as %s", (ended) => {
  const initial = plainState(ended, current());

  test.each([
    ["SCHEDULED", restart],
    ["PENDING", restart],
    ["RUNNING", restart],
    ["COMPLETED", null],
    ["FAILED", null],
    ["CANCELLED", null],
    ["CRASHED", { kind: "abort", reason: `The task run has already ended as ${ended}.` }],
    ["PAUSED", { kind: "abort", reason: `The task run has already ended as ${ended}.` }],
    ["CANCELLING", { kind: "abort", reason: `The task run has already ended as ${ended}.` }],
  ] as const)("asked to become %s", (type, expected) => {
    expect(askTaskRule(leaveTerminalTask, taskTransition(initial, plainState(type, proposed())))).toEqual(expected);
  });

  const facts = { ...IN_RUNNING_FLOW, flowRun: { state: runningState(current()), runCount: 2 } };

  test("is retrying when it starts in a later attempt of its flow", () => {
    const state = runningState(proposed());
    expect(askTaskRule(leaveTerminalTask, taskTransition(initial, state, { facts }))).toEqual({
      ...restart,
      proposed: { ...state, name: "Retrying" },
    });
  });

  test("is not while it waits to start there", () => {
    const transition = taskTransition(initial, plainState("PENDING", proposed()), { facts });
    expect(askTaskRule(leaveTerminalTask, transition)).toEqual(restart);
  });

  test("starts under its own name outside of flows", () => {
    const transition = taskTransition(initial, runningState(proposed()), {
      facts: { ...IN_RUNNING_FLOW, flowRun: null },
    });
    expect(askTaskRule(leaveTerminalTask, transition)).toEqual(restart);
  });
});

describe("a completed task that has a result", () => {
  const initial = completedState(current(), { data: '{"storage_key":"a"}' });

  test.each(["SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED"] as const)("stays: %s", (type) => {
    expect(askTaskRule(leaveTerminalTask, taskTransition(initial, plainState(type, proposed())))).toEqual({
      kind: "reject",
      replacement: null,
      reason: "The task run has already completed and has a result.",
    });
  });

  test.each(["CRASHED", "PAUSED", "CANCELLING"] as const)("cannot become %s", (type) => {
    const verdict = askTaskRule(leaveTerminalTask, taskTransition(initial, plainState(type, proposed())));
    expect(verdict).toEqual({ kind: "abort", reason: "The task run has already ended as COMPLETED." });
  });
});

test("a failure that is on record does not keep a task from starting again", () => {
  const initial = failedState(current(), { data: '{"storage_key":"a"}' });
  expect(askTaskRule(leaveTerminalTask, taskTransition(initial, runningState(proposed())))).toEqual(restart);
});

test("only tasks that have ended are asked about", () => {
  const open = STATE_TYPES.slice(0, 3).map((type) => plainState(type, current()));
  const verdicts = open.map((initial) =>
    askTaskRule(leaveTerminalTask, taskTransition(initial, runningState(proposed()))),
  );
  expect(verdicts).toEqual(["not asked", "not asked", "not asked"]);
});
