import { expect, test } from "vitest";
import { keepResult } from "../../src/rules/keep-result.ts";
import { completedState } from "../../src/run-state.ts";
import { askFlowRule, flowTransition } from "../support/flow-transitions.ts";
import { current, plainState, proposed } from "../support/states.ts";

const STORED = '{"storage_key":"a"}';
const refusal = {
  kind: "reject",
  replacement: null,
  reason: "A completed run that has a result cannot be completed again without one.",
};

test.each([
  ["a stored result is not replaced by none", STORED, null, refusal],
  ["nor by the marker of one that was not kept", STORED, '{"type":"unpersisted"}', refusal],
  ["an in-line result is not replaced by none", "5", null, refusal],
  ["another result may take its place", STORED, '{"storage_key":"b"}', null],
  ["a completion without a result may be repeated", null, null, null],
  ["a result that was not kept is none", '{"type":"unpersisted"}', null, null],
])("%s", (_rule, before, now, expected) => {
  const transition = flowTransition(
    completedState(current(), { data: before }),
    completedState(proposed(), { data: now }),
  );
  expect(askFlowRule(keepResult, transition)).toEqual(expected);
});

test("other transitions are not asked about", () => {
  const failing = flowTransition(completedState(current(), { data: STORED }), plainState("FAILED", proposed()));
  expect(askFlowRule(keepResult, failing)).toBe("not asked");
});
