import { expect, test } from "vitest";
import { addSeconds } from "../../src/instant.ts";
import { retryFailedFlow } from "../../src/rules/retry-failed-flow.ts";
import { failedState, runningState, scheduledState } from "../../src/run-state.ts";
import { askFlowRule, flowTransition, LEASE_ID, NO_FACTS } from "../support/flow-transitions.ts";
import { current, NOW, plainState, proposed } from "../support/states.ts";

const running = runningState(current());
const said = { message: "boom", deploymentConcurrencyLeaseId: LEASE_ID };
const failed = failedState(proposed({ ...said, traceparent: "trace" }), { data: '{"storage_key":"error"}' });

function ask(ownAttempts: number, retries: number | null | undefined, retry_delay: number | null = null) {
  const policy = { max_retries: 0, retry_delay_seconds: 0, retry_delay, ...(retries === undefined ? {} : { retries }) };
  const transition = flowTransition(running, failed, { run: { policy }, facts: { ...NO_FACTS, ownAttempts } });
  return askFlowRule(retryFailedFlow, transition);
}

function retryIn(seconds: number) {
  return {
    kind: "reject",
    replacement: scheduledState(
      { ...proposed(), name: "AwaitingRetry", ...said },
      { scheduledTime: addSeconds(NOW, seconds), data: '{"storage_key":"error"}' },
    ),
    reason: "Retrying.",
    effects: [{ kind: "change-policy", changes: { resuming: false, pause_keys: [], retry_type: "in_process" } }],
  };
}

const final = { kind: "amend", effects: [{ kind: "change-policy", changes: { retry_type: null } }] };

test.each([
  [1, 2, retryIn(0)],
  [2, 2, retryIn(0)],
  [3, 2, final],
  [1, 0, final],
  [0, 0, final],
  [1, null, final],
  [1, undefined, final],
])("attempt %i of a run with %s retries", (attempt, retries, expected) => {
  expect(ask(attempt, retries)).toEqual(expected);
});

test("the retry waits for the delay", () => {
  expect(ask(1, 1, 90)).toEqual(retryIn(90));
});

test.each([
  ["RUNNING", "CRASHED"],
  ["PENDING", "FAILED"],
] as const)("from %s to %s it is not asked", (from, to) => {
  const transition = flowTransition(plainState(from, current()), plainState(to, proposed()));
  expect(askFlowRule(retryFailedFlow, transition)).toBe("not asked");
});
