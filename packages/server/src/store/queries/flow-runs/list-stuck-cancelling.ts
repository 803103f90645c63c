import type { Instant } from "@tutti/core/instant";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";

/** The flow runs that have been Cancelling since before then. Few runs are Cancelling at all. */
export async function listStuckCancelling(
  db: Kysely<Database>,
  _deps: Deps,
  params: { before: Instant; limit: number },
): Promise<string[]> {
  const runs = await db
    .selectFrom("flow_run")
    .select("id")
    .where("state_type", "=", "CANCELLING")
    .where("state_timestamp", "<=", params.before)
    .limit(params.limit)
    .execute();
  return runs.map(({ id }) => id);
}
