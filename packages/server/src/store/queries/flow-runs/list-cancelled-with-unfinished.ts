import { TERMINAL_STATE_TYPES } from "@tutti/core/state-type";
import type { Instant } from "@tutti/core/instant";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";

/** The flow runs that were cancelled since then, and have task runs that have not ended: a subflow has one, too. */
export async function listCancelledWithUnfinished(
  db: Kysely<Database>,
  _deps: Deps,
  params: { since: Instant; limit: number },
): Promise<string[]> {
  const runs = await db
    .selectFrom("flow_run")
    .select("flow_run.id")
    // Written out, so that both databases see that the index of cancelled runs holds all that is asked for.
    .where(sql<boolean>`flow_run.state_type = 'CANCELLED'`)
    .where("flow_run.end_time", ">=", params.since)
    .where((where) =>
      where.exists(
        where
          .selectFrom("task_run")
          .select("task_run.id")
          .whereRef("task_run.flow_run_id", "=", "flow_run.id")
          .where("task_run.state_type", "not in", TERMINAL_STATE_TYPES)
          // One that waits for its subflow to be cancelled is seen to.
          .where("task_run.state_type", "<>", "CANCELLING"),
      ),
    )
    .orderBy("flow_run.end_time")
    .limit(params.limit)
    .execute();
  return runs.map(({ id }) => id);
}
