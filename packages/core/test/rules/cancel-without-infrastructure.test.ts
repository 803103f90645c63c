import { expect, test } from "vitest";
import { cancelWithoutInfrastructure } from "../../src/rules/cancel-without-infrastructure.ts";
import { cancelledState, cancellingState, pausedState, runningState, scheduledState } from "../../src/run-state.ts";
import { askFlowRule, flowTransition } from "../support/flow-transitions.ts";
import { current, proposed } from "../support/states.ts";

const atOnce = {
  kind: "reject",
  replacement: cancelledState(proposed()),
  reason: "The run is not being executed: it was cancelled at once.",
};

test.each([
  ["scheduled, nowhere started", scheduledState(current()), null, atOnce],
  ["scheduled again, its process still there", scheduledState(current()), "host:1", null],
  ["resuming from a suspension", scheduledState(current({ name: "Resuming" })), "host:1", atOnce],
  ["suspended", pausedState(current(), { pauseReschedule: true }), "host:1", atOnce],
  ["paused in its process", pausedState(current()), "host:1", null],
  ["running", runningState(current()), null, "not asked"],
])("cancelling a run that is %s", (_where, initial, infrastructurePid, expected) => {
  const transition = flowTransition(initial, cancellingState(proposed()), { run: { infrastructurePid } });
  expect(askFlowRule(cancelWithoutInfrastructure, transition)).toEqual(expected);
});
