import { expect, test } from "vitest";
import { type Decision, decide } from "../src/decide.ts";
import { FLOW_POLICY, FORCED_FLOW_POLICY, LATE_FLOW_POLICY } from "../src/flow-policy.ts";
import type { FlowFacts, FlowPolicy, FlowRunRecord } from "../src/flow-transition.ts";
import { addSeconds } from "../src/instant.ts";
import { runningState, scheduledState } from "../src/run-state.ts";
import { STATE_TYPES } from "../src/state-type.ts";
import {
  DEPLOYMENT_ID,
  flowTransition,
  LEASE_ID,
  limited,
  NEW_LEASE_ID,
  NO_FACTS,
} from "./support/flow-transitions.ts";
import { current, NOW, plainState, PROPOSED_ID, proposed } from "./support/states.ts";

const surroundings = { now: NOW, random: () => 0.5 };

/** "ok" is accepted, "keep" refused in favour of the current state, a name replaced by that state. */
function verdictOf(decision: Decision<unknown>): string {
  if (decision.kind === "ACCEPT") return "ok";
  if (decision.kind === "REJECT") return decision.replacement?.name ?? "keep";
  return decision.kind.toLowerCase();
}

function table(policy: FlowPolicy, run: Partial<FlowRunRecord>, facts: FlowFacts = NO_FACTS): string[] {
  return [null, ...STATE_TYPES].map((from) => {
    const initial = from === null ? null : plainState(from, current());
    const verdicts = STATE_TYPES.map((to) =>
      verdictOf(decide(policy, flowTransition(initial, plainState(to, proposed()), { run, facts }), surroundings)),
    );
    return `${from ?? "none"}: ${verdicts.join(" ")}`;
  });
}

// Columns: SCHEDULED PENDING RUNNING COMPLETED FAILED CANCELLED CRASHED PAUSED CANCELLING. Observed on a real server, but
// for the first row: there a run always has a state.

test("every pair of types, for a run without a deployment", () => {
  expect(table(FLOW_POLICY, {})).toEqual([
    "none: ok ok ok ok ok ok ok abort ok",
    "SCHEDULED: ok ok ok ok ok ok ok keep Cancelled",
    "PENDING: ok abort ok ok ok ok ok keep ok",
    "RUNNING: ok abort ok ok ok ok ok ok ok",
    "COMPLETED: abort ok ok ok ok ok abort abort abort",
    "FAILED: abort ok ok ok ok ok abort abort abort",
    "CANCELLED: abort abort ok ok ok ok abort abort abort",
    "CRASHED: abort ok ok ok ok ok abort abort abort",
    "PAUSED: ok keep ok ok ok ok ok keep ok",
    "CANCELLING: keep keep keep keep keep ok keep keep keep",
  ]);
});

test("with a deployment, a run that has ended may be scheduled again", () => {
  const changed = table(FLOW_POLICY, { deploymentId: DEPLOYMENT_ID });
  const without = table(FLOW_POLICY, {});
  expect(changed.filter((row) => !without.includes(row))).toEqual([
    "COMPLETED: ok ok ok ok ok ok abort abort abort",
    "FAILED: ok ok ok ok ok ok abort abort abort",
    "CANCELLED: ok abort ok ok ok ok abort abort abort",
    "CRASHED: ok ok ok ok ok ok abort abort abort",
  ]);
});

test("a run with recoveries left does not crash, and one that is being cancelled does not recover", () => {
  const facts: FlowFacts = { ...NO_FACTS, recoveriesLeft: 3 };
  const crashes = (policy: FlowPolicy) =>
    table(policy, { deploymentId: DEPLOYMENT_ID }, facts).map((row) => row.split(" ")[7]);
  const recovers = ["Recovering", "Recovering"];
  expect(crashes(FLOW_POLICY)).toEqual([
    "ok",
    "ok",
    ...recovers,
    "abort",
    "abort",
    "abort",
    "abort",
    "Recovering",
    "keep",
  ]);
  expect(crashes(FORCED_FLOW_POLICY)).toEqual(["ok", "ok", ...recovers, "ok", "ok", "ok", "ok", "Recovering", "ok"]);
});

test("force accepts everything, but a cancellation that nobody could carry out", () => {
  const everything = "ok ok ok ok ok ok ok ok";
  const rows = [null, ...STATE_TYPES].map((type) => {
    const last = type === "SCHEDULED" ? "Cancelled" : "ok";
    return `${type ?? "none"}: ${everything} ${last}`;
  });
  expect(table(FORCED_FLOW_POLICY, {})).toEqual(rows);
});

test("a late run is marked once, and cancelled where the deployment cancels what is too much", () => {
  const late = scheduledState(proposed({ name: "Late" }));
  const verdicts = [
    [scheduledState(current()), NO_FACTS],
    [scheduledState(current({ name: "Late" })), NO_FACTS],
    [runningState(current()), NO_FACTS],
    [scheduledState(current()), limited({ freeSlots: 0, collisionStrategy: "CANCEL_NEW" })],
  ] as const;
  expect(
    verdicts.map(([initial, facts]) =>
      verdictOf(decide(LATE_FLOW_POLICY, flowTransition(initial, late, { facts }), surroundings)),
    ),
  ).toEqual(["ok", "keep", "keep", "Cancelled"]);
});

test("a run that is handed out takes a slot, keeps its time, and is told as an event", () => {
  const due = addSeconds(NOW, -5);
  const pending = plainState("PENDING", proposed());
  const run = { deploymentId: DEPLOYMENT_ID };
  const transition = flowTransition(scheduledState(current(), { scheduledTime: due }), pending, {
    run,
    facts: limited({}),
  });
  expect(decide(FLOW_POLICY, transition, surroundings)).toEqual({
    kind: "ACCEPT",
    state: { ...pending, scheduledTime: due, deploymentConcurrencyLeaseId: NEW_LEASE_ID },
    effects: [{ kind: "take-slot", limitId: "limit", leaseId: NEW_LEASE_ID, ttlSeconds: 300 }, { kind: "emit-event" }],
  });
});

test("a failure that is retried keeps the slot; the last one gives it back", () => {
  const running = runningState(current({ deploymentConcurrencyLeaseId: LEASE_ID }));
  const failing = (retries: number) =>
    decide(
      FLOW_POLICY,
      flowTransition(running, plainState("FAILED", proposed()), {
        run: { policy: { max_retries: 0, retry_delay_seconds: 0, retries } },
      }),
      surroundings,
    );
  expect(failing(1)).toEqual({
    kind: "REJECT",
    replacement: scheduledState({ ...proposed(), name: "AwaitingRetry", deploymentConcurrencyLeaseId: LEASE_ID }),
    reason: "Retrying.",
    effects: [
      { kind: "change-policy", changes: { resuming: false, pause_keys: [], retry_type: "in_process" } },
      { kind: "emit-event" },
    ],
  });
  expect(failing(0)).toEqual({
    kind: "ACCEPT",
    state: expect.objectContaining({ id: PROPOSED_ID, type: "FAILED" }),
    effects: [
      { kind: "change-policy", changes: { retry_type: null } },
      { kind: "emit-event" },
      { kind: "release-slot", leaseId: LEASE_ID },
    ],
  });
});

test("a slot that was to be taken is not taken when the pause does not let the run go", () => {
  const transition = flowTransition(plainState("PAUSED", current()), plainState("PENDING", proposed()), {
    run: { deploymentId: DEPLOYMENT_ID },
    facts: limited({ freeSlots: 1 }),
  });
  const reason = "A paused run cannot become PENDING.";
  expect(decide(FLOW_POLICY, transition, surroundings)).toEqual({
    kind: "REJECT",
    replacement: null,
    reason,
    effects: [],
  });
});
