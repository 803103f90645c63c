import { expect, test } from "vitest";
import { takeTagSlots } from "../../src/rules/take-tag-slots.ts";
import { runningState } from "../../src/run-state.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import type { TagLimit } from "../../src/task-transition.ts";
import { askTaskRule, IN_RUNNING_FLOW, taskTransition } from "../support/task-transitions.ts";
import { current, plainState, proposed } from "../support/states.ts";

const free: TagLimit = { tag: "db", limit: 2, freeSlots: 1, waitSecondsMax: 10 };
const full: TagLimit = { tag: "gpu", limit: 1, freeSlots: 0, waitSecondsMax: 10 };
const closed: TagLimit = { tag: "off", limit: 0, freeSlots: 0, waitSecondsMax: 10 };
const take = (...tags: string[]) => ({ kind: "amend", effects: [{ kind: "take-tag-slots", tags }] });
const wait = (delaySeconds: number) => ({
  kind: "wait",
  delaySeconds,
  reason: 'The concurrency limit of the tag "gpu" is reached.',
});
const abort = { kind: "abort", reason: 'The concurrency limit of the tag "off" is 0: the task can never run.' };

test.each([
  ["no limits", [], 0.5, null],
  ["a free slot", [free], 0.5, take("db")],
  ["free slots for all its tags", [free, { ...full, freeSlots: 1 }], 0.5, take("db", "gpu")],
  ["a tag that is full", [free, full], 0.5, wait(6)],
  ["a tag that is full, at the least", [full], 0, wait(1)],
  ["a tag that is full, at the most", [full], 0.999, wait(10)],
  ["a tag that is full and asked for more often", [{ ...full, waitSecondsMax: 2 }], 0.999, wait(2)],
  ["a tag whose limit is 0", [full, closed], 0.5, abort],
])("a task with %s", (_which, tagLimits, random, expected) => {
  const transition = taskTransition(null, runningState(proposed()), { facts: { ...IN_RUNNING_FLOW, tagLimits } });
  expect(askTaskRule(takeTagSlots, transition, random)).toEqual(expected);
});

test.each(STATE_TYPES)("a task that is %s", (type) => {
  const facts = { ...IN_RUNNING_FLOW, tagLimits: [free] };
  const verdict = askTaskRule(
    takeTagSlots,
    taskTransition(plainState(type, current()), runningState(proposed()), { facts }),
  );
  expect(verdict).toEqual(type === "RUNNING" || type === "CANCELLING" ? "not asked" : take("db"));
});
