import { formatInstant, type Instant } from "@tutti/core/instant";
import { FORCED_FLOW_POLICY } from "@tutti/core/flow-policy";
import { proposedState, stateFromRow } from "@tutti/core/state-wire";
import type { LiveChange } from "@tutti/core/wire/live";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf, jsonField } from "../../store/dialect.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadFlowRun } from "./load-flow-run.ts";
import { orchestrateFlowRun } from "./orchestrate-flow-run.ts";

/** Fails paused runs that nobody resumed in time, at most `limit`. Answers how many were. */
export async function expirePauses(
  tx: Tx,
  deps: Deps,
  params: { now: Instant; limit: number },
): Promise<Outcome<number>> {
  const expired = await tx
    .selectFrom("flow_run")
    .innerJoin("flow_run_state as state", "state.id", "flow_run.state_id")
    .select("flow_run.id")
    .where("flow_run.state_type", "=", "PAUSED")
    .where(secondOf(tx), "<=", formatInstant(params.now).slice(0, SECOND))
    .limit(params.limit)
    .execute();
  const changes: (() => LiveChange[])[] = [];
  for (const { id } of expired) {
    const change = await expire(tx, deps, id, params.now);
    if (change !== null) changes.push(change);
  }
  return { result: changes.length, changes: () => changes.flatMap((change) => change()) };
}

/** Up to the second, times of the protocol sort as text. */
const SECOND = "2000-01-01T00:00:00".length;

function secondOf(tx: Tx) {
  const timeout = jsonField(dialectOf(tx), sql.ref("state.state_details"), "pause_timeout");
  return sql<string | null>`substr(${timeout}, 1, ${sql.lit(SECOND)})`;
}

async function expire(tx: Tx, deps: Deps, id: string, now: Instant): Promise<(() => LiveChange[]) | null> {
  const run = await loadFlowRun(tx, id);
  if (run === null || run.state === null) return null;
  const paused = stateFromRow(run.state);
  if (paused.type !== "PAUSED" || paused.pauseTimeout === null || paused.pauseTimeout > now) return null;
  const message = "The run was not resumed before its pause ended.";
  const failed = proposedState({ type: "FAILED", message }, deps.newId(), deps.now());
  const terms = { policy: FORCED_FLOW_POLICY, leaseSupport: "holds", recoveriesLeft: null } as const;
  const { result, changes } = await orchestrateFlowRun(tx, deps, run, failed, terms);
  return result.status === "ACCEPT" ? changes : null;
}
