import type { State } from "@tutti/core/wire/state";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { stateFromRow } from "../../rows/state-row.ts";
import type { Database } from "../../tables.ts";

/** Oldest first: no two states of a flow run have the same timestamp. */
export async function listFlowRunStates(
  db: Kysely<Database>,
  _deps: Deps,
  params: { flowRunId: string },
): Promise<State[]> {
  const rows = await db
    .selectFrom("flow_run_state")
    .selectAll()
    .where("flow_run_id", "=", params.flowRunId)
    .orderBy("timestamp")
    .execute();
  return rows.map(stateFromRow);
}
