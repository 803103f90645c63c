import { addSeconds, formatInstant, instant, type Instant } from "@tutti/core/instant";
import { type Hold, slotOccupancy } from "@tutti/core/slot-occupancy";
import type { PoolOccupancy } from "@tutti/core/wire/pool-occupancy";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";

const PARTS = 60;
/** Of all pools, the last that ended: an index has them in this order, and no write pays for one of each pool's. */
const ENDED_MAX = 20_000;
const UNDER_WAY = ["RUNNING", "CANCELLING"] as const;

/** How many runs of a pool were under way at once; null when there is no such pool. Four statements. */
export async function poolOccupancy(
  db: Kysely<Database>,
  deps: Deps,
  { pool, seconds }: { readonly pool: string; readonly seconds: number },
): Promise<PoolOccupancy | null> {
  const found = await db
    .selectFrom("work_pool")
    .select(["id", "concurrency_limit"])
    .where("name", "=", pool)
    .executeTakeFirst();
  if (found === undefined) return null;
  const until = deps.now();
  const asked = addSeconds(until, -seconds);
  const ended = await endedSince(db, asked);
  const isTruncated = ended.length === ENDED_MAX;
  const since = isTruncated ? instant(ended.at(-1)?.end_time ?? asked) : asked;
  const queues = new Set(await queuesOf(db, found.id));
  const holds = ended.flatMap((run): Hold[] =>
    run.start_time === null || !queues.has(run.work_queue_id ?? "")
      ? []
      : [{ from: run.start_time, until: run.end_time }],
  );
  const parts = slotOccupancy([...holds, ...(await underWay(db, [...queues]))], { since, until, parts: PARTS });
  return {
    since: formatInstant(since),
    until: formatInstant(until),
    concurrency_limit: found.concurrency_limit,
    parts: parts.map((part) => ({ ...part, from: formatInstant(part.from) })),
    is_truncated: isTruncated,
  };
}

function endedSince(db: Kysely<Database>, since: Instant) {
  return db
    .selectFrom("flow_run")
    .select(["work_queue_id", "start_time", "end_time"])
    .where("end_time", ">=", since)
    .orderBy(sql`end_time desc nulls last`)
    .limit(ENDED_MAX)
    .execute();
}

async function queuesOf(db: Kysely<Database>, poolId: string): Promise<string[]> {
  const rows = await db.selectFrom("work_queue").select("id").where("work_pool_id", "=", poolId).execute();
  return rows.map((row) => row.id);
}

async function underWay(db: Kysely<Database>, queues: readonly string[]): Promise<Hold[]> {
  const rows = await db
    .selectFrom("flow_run")
    .select(["start_time", "state_timestamp"])
    .where(oneOf(dialectOf(db), sql.ref("work_queue_id"), queues))
    .where("state_type", "in", UNDER_WAY)
    .limit(ENDED_MAX)
    .execute();
  return rows.flatMap(({ start_time, state_timestamp }) => {
    const from = start_time ?? state_timestamp;
    return from === null ? [] : [{ from, until: null }];
  });
}
