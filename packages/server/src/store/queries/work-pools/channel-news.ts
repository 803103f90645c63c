import type { WorkPool } from "@tutti/core/wire/work-pool";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";
import { workPoolsWithSlots } from "./work-pools-with-slots.ts";

export interface ChannelNews {
  readonly pools: readonly WorkPool[];
  /** Ids of the pools in which something waits to be cleaned up. */
  readonly toCleanUp: readonly string[];
}

/** How the pools stand whose workers have a channel; those that are gone are left out. */
export async function channelNews(
  db: Kysely<Database>,
  _deps: Deps,
  { poolIds }: { poolIds: readonly string[] },
): Promise<ChannelNews> {
  const rows = await db
    .selectFrom("work_pool")
    .selectAll()
    .where(oneOf(dialectOf(db), sql.ref("id"), poolIds))
    .execute();
  const waiting = await db
    .selectFrom("worker_cleanup")
    .select("work_pool_id")
    .distinct()
    .where("outcome", "is", null)
    .where("reservation_token", "is", null)
    .where(oneOf(dialectOf(db), sql.ref("work_pool_id"), poolIds))
    .execute();
  return { pools: await workPoolsWithSlots(db, rows), toCleanUp: waiting.map((row) => row.work_pool_id) };
}
