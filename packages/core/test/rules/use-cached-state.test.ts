import { expect, test } from "vitest";
import { useCachedState } from "../../src/rules/use-cached-state.ts";
import { completedState, runningState } from "../../src/run-state.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import { askTaskRule, IN_RUNNING_FLOW, taskTransition } from "../support/task-transitions.ts";
import { BEFORE, current, plainState, proposed } from "../support/states.ts";

const remembered = completedState(
  { id: "other", timestamp: BEFORE, message: "original", taskRunId: "another task run", transitionId: "other" },
  { data: '{"storage_key":"a"}', cacheKey: "key" },
);
const withCache = { ...IN_RUNNING_FLOW, cached: remembered };
const asking = runningState(proposed(), { cacheKey: "key" });
const hit = {
  kind: "reject",
  replacement: { ...remembered, ...proposed(), transitionId: null, name: "Cached" },
  reason: "The result was found in the cache.",
};

test.each([
  ["a key that is known", asking, withCache, hit],
  ["a key that is not known, or has expired", asking, IN_RUNNING_FLOW, null],
  ["no key", runningState(proposed()), withCache, null],
  ["a key whose result is wanted anew", { ...asking, refreshCache: true }, withCache, null],
  ["a key whose result need not be new", { ...asking, refreshCache: false }, withCache, hit],
])("a task that starts with %s", (_which, state, facts, expected) => {
  expect(askTaskRule(useCachedState, taskTransition(null, state, { facts }))).toEqual(expected);
});

test.each(STATE_TYPES)("only a start asks for the cache: %s", (type) => {
  const verdict = askTaskRule(
    useCachedState,
    taskTransition(plainState("PENDING", current()), plainState(type, proposed())),
  );
  expect(verdict).toBe(type === "RUNNING" ? null : "not asked");
});
