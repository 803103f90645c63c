import { expect, test } from "vitest";
import { addSeconds, instant } from "../../src/instant.ts";
import { resumePausedFlow } from "../../src/rules/resume-paused-flow.ts";
import { failedState, pausedState } from "../../src/run-state.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import { askFlowRule, DEPLOYMENT_ID, flowTransition } from "../support/flow-transitions.ts";
import { current, NOW, plainState, proposed } from "../support/states.ts";

const asResuming = { kind: "change-policy", changes: { resuming: true } };
const paused = pausedState(current(), { pauseTimeout: addSeconds(NOW, 60) });

test.each(STATE_TYPES)("a paused run, asked to become %s", (type) => {
  const verdict = askFlowRule(resumePausedFlow, flowTransition(paused, plainState(type, proposed())));
  expect(verdict).toEqual(
    type === "PENDING" || type === "PAUSED"
      ? { kind: "reject", replacement: null, reason: `A paused run cannot become ${type}.` }
      : { kind: "amend", effects: [asResuming] },
  );
});

const suspended = pausedState(current(), { pauseReschedule: true });

test("a suspended run without a deployment stays where it is", () => {
  const transition = flowTransition(suspended, plainState("RUNNING", proposed()));
  const reason = "A suspended run without a deployment cannot go on: nobody would start it again.";
  expect(askFlowRule(resumePausedFlow, transition)).toEqual({ kind: "reject", replacement: null, reason });
});

test("a suspended run of a deployment resumes", () => {
  const run = { deploymentId: DEPLOYMENT_ID };
  const transition = flowTransition(suspended, plainState("SCHEDULED", proposed()), { run });
  expect(askFlowRule(resumePausedFlow, transition)).toEqual({ kind: "amend", effects: [asResuming] });
});

test.each([
  ["a microsecond ago", -1, false],
  ["just now", 0, true],
])("a run whose pause ended %s", (_when, micros, resumes) => {
  const initial = pausedState(current(), { pauseTimeout: instant(NOW + micros) });
  const message = "The run was not resumed before its pause ended.";
  const failure = {
    kind: "reject",
    replacement: failedState({ ...proposed(), message }),
    reason: "The pause has run out: the run can no longer resume.",
    effects: [asResuming],
  };
  const verdict = askFlowRule(resumePausedFlow, flowTransition(initial, plainState("RUNNING", proposed())));
  expect(verdict).toEqual(resumes ? { kind: "amend", effects: [asResuming] } : failure);
});

test("a run that is not paused is not asked about", () => {
  const transition = flowTransition(plainState("RUNNING", current()), plainState("RUNNING", proposed()));
  expect(askFlowRule(resumePausedFlow, transition)).toBe("not asked");
});
