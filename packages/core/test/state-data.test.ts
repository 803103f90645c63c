import { expect, test } from "vitest";
import { completedState, failedState, runningState } from "../src/run-state.ts";
import { hasResult, isUnpersisted } from "../src/state-data.ts";
import { proposed } from "./support/states.ts";

test.each([
  ['{"type":"unpersisted"}', true],
  ['{ "type" : "unpersisted", "more": 1 }', true],
  ['{"type":"other","note":"unpersisted"}', false],
  ['{"kind":"unpersisted"}', false],
  ['"unpersisted"', false],
  ['["unpersisted"]', false],
  ["null", false],
  ["5", false],
])("%s marks a result that was not kept: %s", (data, expected) => {
  expect(isUnpersisted(data)).toBe(expected);
});

test.each([
  ["a stored result", completedState(proposed(), { data: '{"storage_key":"k"}' }), true],
  ["an in-line result", completedState(proposed(), { data: "0" }), true],
  ["a failure with its error", failedState(proposed(), { data: '{"storage_key":"k"}' }), true],
  ["no data", completedState(proposed()), false],
  ["the marker", completedState(proposed(), { data: '{"type":"unpersisted"}' }), false],
  ["data that is foreign to the type", runningState(proposed({ foreign: { data: "1" } })), false],
])("%s", (_which, state, expected) => {
  expect(hasResult(state)).toBe(expected);
});
