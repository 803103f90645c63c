import { expect, test } from "vitest";
import { keepRecovering } from "../../src/rules/keep-recovering.ts";
import { crashedState, pendingState, scheduledState } from "../../src/run-state.ts";
import { askFlowRule, flowTransition } from "../support/flow-transitions.ts";
import { current, proposed } from "../support/states.ts";

const crashed = crashedState(proposed());
const second = crashedState(proposed({ message: "Flow run infrastructure exited with non-zero status code -9." }));
const quoting = crashedState(proposed({ message: "Said: Flow run infrastructure exited" }));

test("a run that merely waits may crash", () => {
  expect(askFlowRule(keepRecovering, flowTransition(scheduledState(current()), crashed))).toBeNull();
});

test("and so may one that has recovered before, whoever reports it", () => {
  const transition = flowTransition(scheduledState(current()), second, { run: { hasRecovered: true } });
  expect(askFlowRule(keepRecovering, transition)).toBeNull();
});

test("a run that is to be started again does not crash meanwhile", () => {
  const transition = flowTransition(scheduledState(current({ name: "Recovering" })), crashed);
  const reason = "The run is about to be started again.";
  expect(askFlowRule(keepRecovering, transition)).toEqual({ kind: "reject", replacement: null, reason });
});

test.each([
  ["is handed out again", { hasRecovered: true }, second, true],
  ["has its process", { hasRecovered: true, infrastructurePid: "4711" }, second, false],
  ["was never started again", { hasRecovered: false }, second, false],
  ["cannot be started", { hasRecovered: true }, crashed, false],
  ["crashed of something else", { hasRecovered: true }, quoting, false],
])("a pending run that %s hears the second report of a crash in vain, or not at all", (_, run, report, isKept) => {
  const answer = askFlowRule(keepRecovering, flowTransition(pendingState(current()), report, { run }));
  const reason = "The run is about to be started again.";
  expect(answer).toEqual(isKept ? { kind: "reject", replacement: null, reason } : null);
});
