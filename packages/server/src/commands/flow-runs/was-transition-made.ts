import type { RunState } from "@tutti/core/run-state";
import { sql } from "kysely";
import { prepared } from "../../store/prepared.ts";
import type { Tx } from "../command.ts";

const statesLike = prepared<{ id: string; details: string }, { id: string }>((db, param) =>
  db
    .selectFrom("flow_run_state")
    .select("id")
    .where("flow_run_id", "=", param("id"))
    .where(sql<boolean>`state_details like ${param("details")}`)
    .limit(1),
);

/** Whether a state that the run has left came of this very transition. */
export async function wasTransitionMade(
  tx: Tx,
  flowRunId: string,
  initial: RunState | null,
  { transitionId }: RunState,
): Promise<boolean> {
  if (transitionId === null || initial === null || initial.transitionId === transitionId) return false;
  // Ids are UUIDs: no sign in them means anything to a pattern.
  const details = `%"transition_id":"${transitionId}"%`;
  return (await statesLike(tx, { id: flowRunId, details })).length > 0;
}
