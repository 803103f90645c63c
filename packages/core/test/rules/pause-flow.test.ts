import { expect, test } from "vitest";
import { pauseFlow } from "../../src/rules/pause-flow.ts";
import { pausedState, runningState } from "../../src/run-state.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import { askFlowRule, DEPLOYMENT_ID, flowTransition } from "../support/flow-transitions.ts";
import { current, plainState, PROPOSED_ID, proposed } from "../support/states.ts";

const running = runningState(current());
const POLICY = { max_retries: 0, retry_delay_seconds: 0 };

function remembering(...pause_keys: string[]) {
  return { kind: "amend", effects: [{ kind: "change-policy", changes: { pause_keys } }] };
}

test.each(STATE_TYPES)("a run that is %s", (type) => {
  const transition = flowTransition(plainState(type, current()), pausedState(proposed(), { pauseKey: "1" }));
  expect(askFlowRule(pauseFlow, transition)).toEqual(
    type === "RUNNING"
      ? remembering("1")
      : { kind: "reject", replacement: null, reason: "Only a running flow can pause." },
  );
});

test("a run without a state cannot pause", () => {
  const reason = "A run without a state cannot pause.";
  expect(askFlowRule(pauseFlow, flowTransition(null, pausedState(proposed())))).toEqual({ kind: "abort", reason });
});

test("a run pauses once at each of its pauses", () => {
  const run = { policy: { ...POLICY, pause_keys: ["1"] } };
  const again = flowTransition(running, pausedState(proposed(), { pauseKey: "1" }), { run });
  const reason = "The run has been at this pause before.";
  expect(askFlowRule(pauseFlow, again)).toEqual({ kind: "reject", replacement: null, reason });
  const next = flowTransition(running, pausedState(proposed(), { pauseKey: "2" }), { run });
  expect(askFlowRule(pauseFlow, next)).toEqual(remembering("1", "2"));
});

test("a pause without a key is known by its state", () => {
  expect(askFlowRule(pauseFlow, flowTransition(running, pausedState(proposed())))).toEqual(remembering(PROPOSED_ID));
});

const suspended = pausedState(proposed({ name: "Suspended" }), { pauseReschedule: true, pauseKey: "s" });

test.each([
  ["a run of a deployment", { deploymentId: DEPLOYMENT_ID }, remembering("s")],
  [
    "a subflow",
    { deploymentId: DEPLOYMENT_ID, parentTaskRunId: "parent" },
    { kind: "abort", reason: "A subflow cannot be suspended: it runs in its parent's process." },
  ],
  [
    "a run without a deployment",
    {},
    { kind: "abort", reason: "A run without a deployment cannot be suspended: nobody would start it again." },
  ],
])("suspending %s", (_what, run, expected) => {
  expect(askFlowRule(pauseFlow, flowTransition(running, suspended, { run }))).toEqual(expected);
});
