import { addSeconds } from "@tutti/core/instant";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";

/** Whether a run is scheduled to begin within so many seconds from now. */
export async function isRunDue(db: Kysely<Database>, deps: Deps, params: { within: number }): Promise<boolean> {
  const now = deps.now();
  const due = await db
    .selectFrom("flow_run")
    .select("id")
    .where("next_scheduled_start_time", ">=", now)
    .where("next_scheduled_start_time", "<=", addSeconds(now, params.within))
    .limit(1)
    .executeTakeFirst();
  return due !== undefined;
}
