import { expect, test } from "vitest";
import { nameRerun } from "../../src/rules/name-rerun.ts";
import { type RunState, runningState, scheduledState } from "../../src/run-state.ts";
import { isTerminal, STATE_TYPES } from "../../src/state-type.ts";
import { askTaskRule, taskRun, taskTransition } from "../support/task-transitions.ts";
import { current, plainState, proposed } from "../support/states.ts";

const starting = runningState(proposed({ name: "Custom" }));

function ask(initial: RunState | null, runCount: number) {
  const { progress } = taskRun(initial);
  return askTaskRule(nameRerun, taskTransition(initial, starting, { run: { progress: { ...progress, runCount } } }));
}

const named = (name: string) => ({ kind: "amend", proposed: { ...starting, name } });

test.each([null, ...STATE_TYPES])("a task that ran before and is %s", (type) => {
  const isOver = type !== null && isTerminal(type);
  expect(ask(type === null ? null : plainState(type, current()), 1)).toEqual(isOver ? "not asked" : named("Rerunning"));
});

test("a task that awaited its retry is retrying", () => {
  expect(ask(scheduledState(current({ name: "AwaitingRetry" })), 2)).toEqual(named("Retrying"));
});

test("the first start keeps its name", () => {
  expect(ask(plainState("PENDING", current()), 0)).toBeNull();
});
