import type { LeaseSupport } from "./client-version.ts";
import type { RecoveriesLeft } from "./recoveries.ts";
import type { RunProgress } from "./run-progress.ts";
import { type Consequence, type Policy, type Rule, ruleMaker, type Transition } from "./rule.ts";
import type { FlowRunPolicy } from "./wire/flow-run.ts";

/** What the rules and the bookkeeping know of a flow run. */
export interface FlowRunRecord {
  readonly id: string;
  readonly deploymentId: string | null;
  readonly parentTaskRunId: string | null;
  readonly infrastructurePid: string | null;
  /** Whether it was started again after a crash that cost it a recovery. */
  readonly hasRecovered: boolean;
  /** The empirical policy, as on the wire. */
  readonly policy: FlowRunPolicy;
  readonly progress: RunProgress;
}

/** How many runs of a deployment may be under way, and the lease the proposing run holds or would get. */
export interface DeploymentConcurrency {
  readonly limitId: string;
  readonly limit: number;
  readonly freeSlots: number;
  readonly collisionStrategy: "ENQUEUE" | "CANCEL_NEW";
  /** After how long a run that found no slot asks again, in seconds. */
  readonly waitSeconds: number;
  /** How long a lease lasts before its run must renew it, in seconds. */
  readonly gracePeriodSeconds: number;
  /** Whether the lease that the current state names still exists. */
  readonly isLeaseAlive: boolean;
  /** The id of a lease that would be taken now. */
  readonly newLeaseId: string;
}

/** `missing`: the run names a deployment that is gone. `concurrency` is null when the deployment has no limit. */
export type DeploymentFact =
  | { readonly kind: "none" }
  | { readonly kind: "missing" }
  | { readonly kind: "found"; readonly concurrency: DeploymentConcurrency | null };

export interface FlowFacts {
  readonly deployment: DeploymentFact;
  readonly leaseSupport: LeaseSupport;
  /** How often the run may still be started again after a crash it did not report itself. */
  readonly recoveriesLeft: RecoveriesLeft;
  /** The run's attempts without those that were cut short: these take nothing of its retries. */
  readonly ownAttempts: number;
  /** Whether the run made the proposed transition before, and has gone on to other states since. */
  readonly wasMade: boolean;
}

export type FlowTransition = Transition<FlowRunRecord, FlowFacts>;

/** What a command carries out together with saving the state. `settleFlowRun` does those that change the run itself. */
export type FlowEffect =
  | { readonly kind: "change-policy"; readonly changes: Partial<FlowRunPolicy> }
  | { readonly kind: "clear-infrastructure" }
  | { readonly kind: "spend-recovery" }
  | { readonly kind: "take-slot"; readonly limitId: string; readonly leaseId: string; readonly ttlSeconds: number }
  | { readonly kind: "renew-lease"; readonly leaseId: string; readonly ttlSeconds: number }
  /** The client renews no lease: its slot stays taken until it is released. */
  | { readonly kind: "make-lease-permanent"; readonly leaseId: string }
  /** Nothing to do when the lease has ended before. */
  | { readonly kind: "release-slot"; readonly leaseId: string }
  | { readonly kind: "emit-event" };

export const flowRule = ruleMaker<FlowTransition, FlowEffect>();
export type FlowRule = Rule<FlowTransition, FlowEffect>;
export type FlowConsequence = Consequence<FlowTransition, FlowEffect>;
export type FlowPolicy = Policy<FlowTransition, FlowEffect>;
