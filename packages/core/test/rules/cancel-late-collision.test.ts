import { expect, test } from "vitest";
import { cancelLateCollision } from "../../src/rules/cancel-late-collision.ts";
import { cancelledState, scheduledState } from "../../src/run-state.ts";
import { askFlowRule, flowTransition, limited, NO_FACTS } from "../support/flow-transitions.ts";
import { current, proposed } from "../support/states.ts";

const REACHED = "The deployment's concurrency limit is reached.";
const cancelled = {
  kind: "reject",
  replacement: cancelledState({ ...proposed(), message: REACHED }),
  reason: REACHED,
};

test.each([
  ["full, and cancels what is too much", limited({ freeSlots: 0, collisionStrategy: "CANCEL_NEW" }), "Late", cancelled],
  ["full, and queues what is too much", limited({ freeSlots: 0, collisionStrategy: "ENQUEUE" }), "Late", null],
  ["not full", limited({ freeSlots: 1, collisionStrategy: "CANCEL_NEW" }), "Late", null],
  ["without a limit", { ...NO_FACTS, deployment: { kind: "found", concurrency: null } }, "Late", null],
  ["none", NO_FACTS, "Late", null],
  ["full, the run not late", limited({ freeSlots: 0, collisionStrategy: "CANCEL_NEW" }), "Scheduled", null],
] as const)("a late run whose deployment is %s", (_deployment, facts, name, expected) => {
  const transition = flowTransition(scheduledState(current()), scheduledState(proposed({ name })), { facts });
  expect(askFlowRule(cancelLateCollision, transition)).toEqual(expected);
});
