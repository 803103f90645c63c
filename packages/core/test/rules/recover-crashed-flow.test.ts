import { expect, test } from "vitest";
import { addSeconds } from "../../src/instant.ts";
import { recoverCrashedFlow } from "../../src/rules/recover-crashed-flow.ts";
import { crashedState, pausedState, type RunState, runningState, scheduledState } from "../../src/run-state.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import { askFlowRule, DEPLOYMENT_ID, flowTransition, NO_FACTS } from "../support/flow-transitions.ts";
import { current, CURRENT_ID, NOW, plainState, proposed } from "../support/states.ts";

const crashed = crashedState(proposed({ message: "The lease ended." }));
const POLICY = { max_retries: 0, retry_delay_seconds: 0 };

function ask(initial: RunState | null, { left = 3, run = {} }: { left?: number | null; run?: object } = {}) {
  const facts = { ...NO_FACTS, recoveriesLeft: left };
  return askFlowRule(
    recoverCrashedFlow,
    flowTransition(initial, crashed, { run: { deploymentId: DEPLOYMENT_ID, ...run }, facts }),
  );
}

function recovery({ scheduledTime = NOW, pause_keys = [] as string[], left = 2, because = "The lease ended." } = {}) {
  const message = `${because} It starts again from its last committed step; ${left} recoveries left.`;
  return {
    kind: "reject",
    replacement: scheduledState({ ...proposed(), name: "Recovering", message }, { scheduledTime }),
    reason: "The run is started again.",
    effects: [
      { kind: "clear-infrastructure" },
      { kind: "change-policy", changes: { resuming: false, retry_type: null, pause_keys } },
      { kind: "spend-recovery" },
    ],
  };
}

test.each([null, ...STATE_TYPES])("a run that is %s when its process goes", (type) => {
  const recovers = type === "PENDING" || type === "RUNNING" || type === "PAUSED";
  const waits = type === "SCHEDULED" ? null : "not asked";
  expect(ask(type === null ? null : plainState(type, current()))).toEqual(recovers ? recovery() : waits);
});

test.each([
  ["has no recoveries left", { left: 0 }, null],
  ["reports its own crash", { left: null }, null],
  ["has no deployment to be started from", { run: { deploymentId: null } }, null],
  ["has one recovery left", { left: 1 }, recovery({ left: 0 })],
])("a running run that %s", (_which, given, expected) => {
  expect(ask(runningState(current()), given)).toEqual(expected);
});

test("a process that was told to stop costs its run none of its recoveries", () => {
  const facts = { ...NO_FACTS, recoveriesLeft: "free" as const };
  const run = { deploymentId: DEPLOYMENT_ID };
  const message = "The lease ended. It starts again from its last committed step.";
  expect(askFlowRule(recoverCrashedFlow, flowTransition(runningState(current()), crashed, { run, facts }))).toEqual({
    ...recovery(),
    replacement: scheduledState({ ...proposed(), name: "Recovering", message }, { scheduledTime: NOW }),
    effects: recovery().effects.filter(({ kind }) => kind !== "spend-recovery"),
  });
});

test("a suspended run has no process that could crash", () => {
  expect(ask(pausedState(current(), { pauseReschedule: true }))).toBeNull();
});

test("a retry that waits in its process is recovered, and still waits", () => {
  const later = addSeconds(NOW, 60);
  const run = { policy: { ...POLICY, retry_type: "in_process" } };
  const waiting = current({ name: "AwaitingRetry" });
  expect(ask(scheduledState(waiting, { scheduledTime: later }), { run })).toEqual(recovery({ scheduledTime: later }));
  expect(ask(scheduledState(waiting), { run })).toEqual(recovery());
});

test.each([
  ["by its key", "3", ["1", "3"]],
  ["by its state", null, ["1", CURRENT_ID]],
])("a pause nobody answered, known %s, fires again; answered ones do not", (_how, pauseKey, pause_keys) => {
  const run = { policy: { ...POLICY, pause_keys } };
  expect(ask(pausedState(current(), { pauseKey }), { run })).toEqual(recovery({ pause_keys: ["1"] }));
});

test.each([
  [null, "The run's process is gone."],
  ["The machine is gone!", "The machine is gone!"],
  ["node 1.2 is gone", "node 1.2 is gone."],
])("a crash that says %j is told as %j", (message, because) => {
  const facts = { ...NO_FACTS, recoveriesLeft: 3 };
  const run = { deploymentId: DEPLOYMENT_ID };
  const told = flowTransition(runningState(current()), crashedState(proposed({ message })), { run, facts });
  expect(askFlowRule(recoverCrashedFlow, told)).toEqual(recovery({ because }));
});
