import { describe, expect, test } from "vitest";
import { releaseDeploymentSlot } from "../../src/rules/release-deployment-slot.ts";
import { scheduledState } from "../../src/run-state.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import { flowTransition, LEASE_ID } from "../support/flow-transitions.ts";
import { current, NOW, plainState, proposed } from "../support/states.ts";

const release = [{ kind: "release-slot", leaseId: LEASE_ID }];
const UNDER_WAY = new Set<string>(["PENDING", "RUNNING", "CANCELLING"]);
const surroundings = { now: NOW, random: () => 0 };

describe.each(STATE_TYPES)("from %s, with a lease", (from) => {
  const initial = plainState(from, current({ deploymentConcurrencyLeaseId: LEASE_ID }));

  test.each(STATE_TYPES)("to %s", (to) => {
    const state = plainState(to, proposed());
    const releases = UNDER_WAY.has(from) && !UNDER_WAY.has(to);
    expect(releaseDeploymentSlot.follow(flowTransition(initial, state), state, surroundings)).toEqual(
      releases ? release : [],
    );
  });
});

test("a run without a lease has nothing to release", () => {
  const state = plainState("COMPLETED", proposed());
  const transition = flowTransition(plainState("RUNNING", current()), state);
  expect(releaseDeploymentSlot.follow(transition, state, surroundings)).toEqual([]);
  expect(releaseDeploymentSlot.follow(flowTransition(null, state), state, surroundings)).toEqual([]);
});

test("a run that waits to be retried in its process keeps its slot, and releases it when it ends", () => {
  const holding = { deploymentConcurrencyLeaseId: LEASE_ID, name: "AwaitingRetry" };
  const failing = flowTransition(plainState("RUNNING", current(holding)), plainState("FAILED", proposed()));
  const awaiting = scheduledState(proposed(holding));
  expect(releaseDeploymentSlot.follow(failing, awaiting, surroundings)).toEqual([]);
  const cancelled = plainState("CANCELLED", proposed());
  const cancelling = flowTransition(scheduledState(current(holding)), cancelled);
  expect(releaseDeploymentSlot.follow(cancelling, cancelled, surroundings)).toEqual(release);
});
