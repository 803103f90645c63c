import type { StateType } from "@tutti/core/state-type";
import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";

/** A run in one of these holds a slot of its pool and queue. */
export const SLOT_STATES = ["PENDING", "RUNNING"] as const satisfies readonly StateType[];
/** For an agent's queue a run that is being cancelled holds its slot too. */
export const AGENT_SLOT_STATES = [...SLOT_STATES, "CANCELLING"] as const satisfies readonly StateType[];

/** How many slots are held, by queue; a queue without any is left out. */
export async function activeSlotsByQueue(
  db: Kysely<Database>,
  queueIds: readonly string[],
  states: readonly StateType[],
): Promise<Map<string | null, number>> {
  if (queueIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("flow_run")
    .select(({ fn }) => ["work_queue_id", fn.countAll<number>().as("count")])
    .where(oneOf(dialectOf(db), sql.ref("work_queue_id"), queueIds))
    .where("state_type", "in", states)
    .groupBy("work_queue_id")
    .execute();
  return new Map(rows.map((row) => [row.work_queue_id, row.count]));
}

/** How many slots are held, by pool. The join is told in the order in which the indexes serve it. */
export async function activeSlotsByPool(
  db: Kysely<Database>,
  poolIds: readonly string[],
): Promise<Map<string | null, number>> {
  if (poolIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("work_queue")
    .crossJoin("flow_run")
    .select(({ fn }) => ["work_queue.work_pool_id", fn.countAll<number>().as("count")])
    .where(oneOf(dialectOf(db), sql.ref("work_queue.work_pool_id"), poolIds))
    .whereRef("flow_run.work_queue_id", "=", "work_queue.id")
    .where("flow_run.state_type", "in", SLOT_STATES)
    .groupBy("work_queue.work_pool_id")
    .execute();
  return new Map(rows.map((row) => [row.work_pool_id, row.count]));
}
