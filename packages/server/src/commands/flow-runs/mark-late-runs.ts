import type { Instant } from "@tutti/core/instant";
import { LATE_FLOW_POLICY } from "@tutti/core/flow-policy";
import { proposedState } from "@tutti/core/state-wire";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadFlowRun } from "./load-flow-run.ts";
import { orchestrateFlowRun } from "./orchestrate-flow-run.ts";

/**
 * Marks runs late whose time came before `dueBefore` and that nobody has taken, the most overdue first, at most `limit`.
 * Answers how many were marked.
 */
export async function markLateRuns(
  tx: Tx,
  deps: Deps,
  params: { dueBefore: Instant; limit: number },
): Promise<Outcome<number>> {
  const overdue = await tx
    .selectFrom("flow_run")
    .select(["id", "next_scheduled_start_time"])
    .where("state_name", "=", "Scheduled")
    .where("state_type", "=", "SCHEDULED")
    .where("next_scheduled_start_time", "<=", params.dueBefore)
    .orderBy("next_scheduled_start_time")
    .limit(params.limit)
    .execute();
  const changes: (() => LiveChange[])[] = [];
  for (const { id, next_scheduled_start_time: dueAt } of overdue) {
    const change = await markLate(tx, deps, id, dueAt);
    if (change !== null) changes.push(change);
  }
  return { result: changes.length, changes: () => changes.flatMap((change) => change()) };
}

async function markLate(tx: Tx, deps: Deps, id: string, dueAt: Instant | null): Promise<(() => LiveChange[]) | null> {
  const run = await loadFlowRun(tx, id);
  // Taken in between.
  if (run?.row.state_name !== "Scheduled" || dueAt === null) return null;
  const details = { scheduled_time: dueAt };
  const late = proposedState({ type: "SCHEDULED", name: "Late", state_details: details }, deps.newId(), deps.now());
  const terms = { policy: LATE_FLOW_POLICY, leaseSupport: "holds", recoveriesLeft: null } as const;
  const { result, changes } = await orchestrateFlowRun(tx, deps, run, late, terms);
  return result.status === "ACCEPT" ? changes : null;
}
