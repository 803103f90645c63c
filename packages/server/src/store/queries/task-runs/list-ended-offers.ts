import type { Instant } from "@tutti/core/instant";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";

/** Deferred task runs that a worker has begun, which neither answered for them nor was heard of by then. */
export async function listEndedOffers(
  db: Kysely<Database>,
  _deps: Deps,
  params: { by: Instant; limit: number },
): Promise<string[]> {
  const ended = await db
    .selectFrom("background_task")
    .innerJoin("task_run", "task_run.id", "background_task.task_run_id")
    .select("task_run_id")
    .where("offered_until", "<=", params.by)
    .where("offered_to", "is not", null)
    .where("task_run.state_type", "in", ["PENDING", "RUNNING"])
    .orderBy("offered_until")
    .limit(params.limit)
    .execute();
  return ended.map(({ task_run_id }) => task_run_id);
}
