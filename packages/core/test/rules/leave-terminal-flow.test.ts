import { describe, expect, test } from "vitest";
import { leaveTerminalFlow } from "../../src/rules/leave-terminal-flow.ts";
import { completedState, failedState } from "../../src/run-state.ts";
import { STATE_TYPES, TERMINAL_STATE_TYPES } from "../../src/state-type.ts";
import { askFlowRule, DEPLOYMENT_ID, flowTransition } from "../support/flow-transitions.ts";
import { current, plainState, proposed } from "../support/states.ts";

const withDeployment = { run: { deploymentId: DEPLOYMENT_ID } };
const restart = (retry_type: string | null) => ({
  kind: "amend",
  effects: [{ kind: "change-policy", changes: { resuming: false, pause_keys: [], retry_type } }],
});

describe.each(TERMINAL_STATE_TYPES)("a run that ended as %s", (ended) => {
  const initial = plainState(ended, current());

  test.each(["CANCELLING", "PAUSED", "CRASHED"] as const)("cannot become %s", (type) => {
    expect(askFlowRule(leaveTerminalFlow, flowTransition(initial, plainState(type, proposed())))).toEqual({
      kind: "abort",
      reason: `The run has already ended as ${ended}.`,
    });
  });

  test.each(["COMPLETED", "FAILED", "CANCELLED"] as const)("may be given the end %s", (type) => {
    expect(askFlowRule(leaveTerminalFlow, flowTransition(initial, plainState(type, proposed())))).toBeNull();
  });

  test.each([
    ["SCHEDULED", "reschedule"],
    ["PENDING", null],
    ["RUNNING", null],
  ] as const)("starts again as %s, its pauses and retries forgotten", (type, retryType) => {
    const transition = flowTransition(initial, plainState(type, proposed()), withDeployment);
    expect(askFlowRule(leaveTerminalFlow, transition)).toEqual(restart(retryType));
  });

  test("is not scheduled again without a deployment", () => {
    expect(askFlowRule(leaveTerminalFlow, flowTransition(initial, plainState("SCHEDULED", proposed())))).toEqual({
      kind: "abort",
      reason: "A run without a deployment cannot be scheduled again: nobody would execute it.",
    });
  });
});

test.each(["SCHEDULED", "PENDING", "RUNNING"] as const)("a completed run with a result does not become %s", (type) => {
  const initial = completedState(current(), { data: '{"storage_key":"a"}' });
  expect(askFlowRule(leaveTerminalFlow, flowTransition(initial, plainState(type, proposed()), withDeployment))).toEqual(
    {
      kind: "reject",
      replacement: null,
      reason: "The run has already completed and has a result.",
    },
  );
});

test("a failure that is on record does not bind the run", () => {
  const initial = failedState(current(), { data: '{"storage_key":"a"}' });
  const transition = flowTransition(initial, plainState("RUNNING", proposed()));
  expect(askFlowRule(leaveTerminalFlow, transition)).toEqual(restart(null));
});

test("a result that was not kept does not bind the run", () => {
  const initial = completedState(current(), { data: '{"type":"unpersisted"}' });
  const transition = flowTransition(initial, plainState("RUNNING", proposed()));
  expect(askFlowRule(leaveTerminalFlow, transition)).toEqual(restart(null));
});

test("only runs that have ended are asked about", () => {
  const open = STATE_TYPES.filter((type) => !TERMINAL_STATE_TYPES.some((terminal) => terminal === type));
  const answers = [null, ...open].map((type) =>
    askFlowRule(
      leaveTerminalFlow,
      flowTransition(type === null ? null : plainState(type, current()), plainState("RUNNING", proposed())),
    ),
  );
  expect(new Set(answers)).toEqual(new Set(["not asked"]));
});
