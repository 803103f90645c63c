import { formatInstant, type Instant } from "./instant.ts";
import type { FlowRunPolicy } from "./wire/flow-run.ts";

/** What runs of Tutti's SDK say of themselves unless their flow says otherwise. */
export const DEFAULT_RECOVERIES = 3;

/** More is no recovery any more. */
export const RECOVERIES_MAX = 1000;

/** A deployment says by this label how often its runs are started again, whatever executes them. */
export const RECOVERIES_LABEL = "tutti.recoveries";

type Labels = Readonly<Record<string, unknown>>;

/** `deployment` is that of the run, or why there is none. */
export interface RecoveryFacts {
  readonly policy: FlowRunPolicy;
  readonly deployment: { readonly labels: Labels } | "none" | "gone";
  readonly spent: number;
}

/** How often a run may be started again after its process is gone: its deployment's word counts before its own. */
export function allowedRecoveries({ policy, deployment }: RecoveryFacts): number {
  if (typeof deployment === "string") return 0;
  const told = deployment.labels[RECOVERIES_LABEL];
  const isTold = typeof told === "number" && Number.isSafeInteger(told) && told >= 0;
  return isTold ? told : (policy.recoveries ?? 0);
}

/**
 * What a crash that its run did not report itself may cost. `free`: the process was told to stop, which is no failure of
 * the run's, and takes none of its recoveries. Null: the run reports for itself.
 */
export type RecoveriesLeft = number | "free" | null;

/** The same for a process that somebody told to stop: a run that is started again at all is started again. */
export function recoveriesAfterStop(facts: RecoveryFacts): RecoveriesLeft {
  return allowedRecoveries(facts) > 0 ? "free" : 0;
}

export function recoveriesLeft(facts: RecoveryFacts): number {
  return Math.max(0, allowedRecoveries(facts) - facts.spent);
}

/** What is said of a run whose lease ended, and why it ends there when it does. */
export function goneOwnerMessage(flowRunId: string, leaseEnd: Instant, facts: RecoveryFacts): string {
  const gone = `The process that executed the run is gone: its lease ended at ${formatInstant(leaseEnd)}.`;
  const reason = whyNotStartedAgain(facts);
  return reason === null
    ? gone
    : `${gone} ${reason} \`tutti flow-run resume ${flowRunId}\` goes on from its last step.`;
}

function whyNotStartedAgain(facts: RecoveryFacts): string | null {
  if (facts.deployment === "none") return "It has no deployment that could start it again.";
  if (facts.deployment === "gone") return "Its deployment, which could start it again, was deleted.";
  const allowed = allowedRecoveries(facts);
  if (allowed === 0) return "It is not to be started again by itself.";
  return facts.spent < allowed ? null : `Its ${allowed} recoveries are spent.`;
}
