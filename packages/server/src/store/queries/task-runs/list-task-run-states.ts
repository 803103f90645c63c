import type { State } from "@tutti/core/wire/state";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { stateFromRow } from "../../rows/state-row.ts";
import type { Database } from "../../tables.ts";

/** Oldest first; states of one instant in the order of their ids. */
export async function listTaskRunStates(
  db: Kysely<Database>,
  _deps: Deps,
  params: { taskRunId: string },
): Promise<State[]> {
  const rows = await db
    .selectFrom("task_run_state")
    .selectAll()
    .where("task_run_id", "=", params.taskRunId)
    .orderBy("timestamp")
    .orderBy("id")
    .execute();
  return rows.map(stateFromRow);
}
