import type { Instant } from "@tutti/core/instant";
import { sql, type Kysely, type SqlBool } from "kysely";
import { dialectOf, jsonField } from "../../dialect.ts";
import { prepared } from "../../prepared.ts";
import type { Database, FlowRunTable } from "../../tables.ts";

export interface DueWithin {
  /** Inclusive bounds on when runs are scheduled. */
  readonly before: Instant | null;
  readonly after: Instant | null;
}

/** A queue, and how many of its runs may be offered. */
export interface OfferingQueue {
  readonly id: string;
  readonly free: number;
}

const MAX_INSTANT = Number.MAX_SAFE_INTEGER;
/** Queues asked at a time: the later ones only matter when the earlier have little to offer. */
const ASKED_AT_ONCE = 8;

/** Runs that are scheduled, the first of each queue; those that a process of theirs will retry itself are none. */
const dueOfQueue = prepared<{ queue: string; after: number; before: number; limit: number }, FlowRunTable>(
  (db, param) =>
    db
      .selectFrom("flow_run")
      .selectAll()
      .where("work_queue_id", "=", param("queue"))
      .where("state_type", "=", "SCHEDULED")
      .where("next_scheduled_start_time", ">=", sql<Instant>`${param("after")}`)
      .where("next_scheduled_start_time", "<=", sql<Instant>`${param("before")}`)
      .where(isOffered(db))
      .orderBy("next_scheduled_start_time")
      .orderBy("id")
      .limit(sql<number>`${param("limit")}`),
);

function isOffered(db: Kysely<Database>) {
  const retryType = jsonField(dialectOf(db), sql.ref("flow_run.empirical_policy"), "retry_type");
  return sql<SqlBool>`coalesce(${retryType}, '') <> 'in_process'`;
}

/** The runs of these queues, the first queue's first, each queue's in the order of their time; at most `limit`. */
export async function dueRuns(
  db: Kysely<Database>,
  queues: readonly OfferingQueue[],
  { before, after }: DueWithin,
  limit: number,
): Promise<FlowRunTable[]> {
  const runs: FlowRunTable[] = [];
  for (let at = 0; at < queues.length && runs.length < limit; at += ASKED_AT_ONCE) {
    const offers = await Promise.all(
      queues.slice(at, at + ASKED_AT_ONCE).map(({ id, free }) =>
        dueOfQueue(db, {
          queue: id,
          after: after ?? 0,
          before: before ?? MAX_INSTANT,
          limit: Math.min(free, limit - runs.length),
        }),
      ),
    );
    runs.push(...offers.flat());
  }
  return runs.slice(0, limit);
}
