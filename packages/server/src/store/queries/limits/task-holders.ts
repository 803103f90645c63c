import type { Instant } from "@tutti/core/instant";
import { type Kysely, sql } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";

/** The task runs that hold slots of these limits now, by limit, the longest held first; one that holds two is there twice. */
export async function taskHolders(
  db: Kysely<Database>,
  limitIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, string[]>> {
  const holds = await db
    .selectFrom("concurrency_lease_limit as held")
    .innerJoin("concurrency_lease as lease", "lease.id", "held.lease_id")
    .select(["held.limit_id", "lease.holder_id"])
    .where(oneOf(dialectOf(db), sql.ref("held.limit_id"), limitIds))
    .where("lease.holder_type", "=", "task_run")
    .where((where) => where.or([where("lease.expires_at", "is", null), where("lease.expires_at", ">", now)]))
    .orderBy("lease.created")
    .orderBy("lease.id")
    .execute();
  const byLimit = Map.groupBy(holds, (hold) => hold.limit_id);
  return new Map([...byLimit].map(([id, held]) => [id, held.flatMap((hold) => hold.holder_id ?? [])]));
}
