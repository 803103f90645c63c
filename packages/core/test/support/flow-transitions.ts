import type { FlowEffect, FlowFacts, FlowRule, FlowRunRecord, FlowTransition } from "../../src/flow-transition.ts";
import type { DeploymentConcurrency } from "../../src/flow-transition.ts";
import { advance } from "../../src/bookkeeping.ts";
import { NO_PROGRESS } from "../../src/run-progress.ts";
import type { Verdict } from "../../src/rule.ts";
import type { RunState } from "../../src/run-state.ts";
import { NOW } from "./states.ts";

export const RUN_ID = "00000000-0000-4000-8000-00000000000f";
export const DEPLOYMENT_ID = "00000000-0000-4000-8000-0000000000d0";
export const LEASE_ID = "00000000-0000-4000-8000-00000000001e";
export const NEW_LEASE_ID = "00000000-0000-4000-8000-00000000002e";

export const NO_FACTS: FlowFacts = {
  deployment: { kind: "none" },
  leaseSupport: "renews",
  recoveriesLeft: null,
  ownAttempts: 1,
  wasMade: false,
};

const CONCURRENCY: DeploymentConcurrency = {
  limitId: "limit",
  limit: 1,
  freeSlots: 1,
  collisionStrategy: "ENQUEUE",
  waitSeconds: 30,
  gracePeriodSeconds: 300,
  isLeaseAlive: false,
  newLeaseId: NEW_LEASE_ID,
};

export function limited(concurrency: Partial<DeploymentConcurrency>, facts: Partial<FlowFacts> = {}): FlowFacts {
  return { ...NO_FACTS, deployment: { kind: "found", concurrency: { ...CONCURRENCY, ...concurrency } }, ...facts };
}

/** A run in the given state, which it reached as its first. */
export function flowRun(initial: RunState | null, record: Partial<FlowRunRecord> = {}): FlowRunRecord {
  return {
    id: RUN_ID,
    deploymentId: null,
    parentTaskRunId: null,
    infrastructurePid: null,
    hasRecovered: false,
    policy: { max_retries: 0, retry_delay_seconds: 0 },
    progress: initial === null ? NO_PROGRESS : advance(NO_PROGRESS, initial, false),
    ...record,
  };
}

export function flowTransition(
  initial: RunState | null,
  proposed: RunState,
  { run = {}, facts = NO_FACTS }: { run?: Partial<FlowRunRecord>; facts?: FlowFacts } = {},
): FlowTransition {
  return { run: flowRun(initial, run), initial, proposed, facts };
}

/** What a rule says, or "not asked" where it does not cover the pair. */
export function askFlowRule(rule: FlowRule, transition: FlowTransition): Verdict<FlowEffect> | null | "not asked" {
  const isAsked = rule.from.includes(transition.initial?.type ?? null) && rule.to.includes(transition.proposed.type);
  return isAsked ? rule.judge(transition, { now: NOW, random: () => 0.5 }) : "not asked";
}
