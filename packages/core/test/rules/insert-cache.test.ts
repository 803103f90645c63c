import { expect, test } from "vitest";
import { insertCache } from "../../src/rules/insert-cache.ts";
import { completedState, runningState } from "../../src/run-state.ts";
import { taskTransition } from "../support/task-transitions.ts";
import { NOW, PROPOSED_ID, proposed } from "../support/states.ts";

const remember = (expiration: number | null) => [
  { kind: "insert-cache", cacheKey: "key", expiration, stateId: PROPOSED_ID },
];

test.each([
  ["a completion with a key", completedState(proposed(), { cacheKey: "key", cacheExpiration: NOW }), remember(NOW)],
  ["one that never expires", completedState(proposed(), { cacheKey: "key" }), remember(null)],
  ["one that came from the cache", completedState(proposed({ name: "Cached" }), { cacheKey: "key" }), []],
  ["one without a key", completedState(proposed()), []],
  ["a start", runningState(proposed(), { cacheKey: "key" }), []],
])("%s", (_which, state, expected) => {
  expect(insertCache.follow(taskTransition(null, state), state, { now: NOW, random: () => 0 })).toEqual(expected);
});
