import type { Instant } from "@tutti/core/instant";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";

/** The flow runs whose leases ended by then, the longest ended first. */
export async function listEndedLeases(
  db: Kysely<Database>,
  _deps: Deps,
  params: { by: Instant; limit: number },
): Promise<string[]> {
  const ended = await db
    .selectFrom("flow_run")
    .select("id")
    .where("lease_expires_at", "<=", params.by)
    .orderBy("lease_expires_at")
    .limit(params.limit)
    .execute();
  return ended.map(({ id }) => id);
}
