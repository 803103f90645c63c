import { formatInstant, type Instant } from "@tutti/core/instant";
import type { QueuePlan } from "@tutti/core/wire/queue-plan";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";
import { activeSlotsByQueue, SLOT_STATES } from "./active-slots.ts";
import { workPoolId } from "./work-pool-id.ts";

const QUEUES_MAX = 100;
const NEXT_MAX = 20;

/** A pool's queues by priority, with what is due in each; null when there is no such pool. Five statements. */
export async function queuePlan(
  db: Kysely<Database>,
  deps: Deps,
  { pool }: { readonly pool: string },
): Promise<QueuePlan | null> {
  const poolId = await workPoolId(db, pool);
  if (poolId === null) return null;
  const queues = await db
    .selectFrom("work_queue")
    .select(["id", "name", "priority", "is_paused", "concurrency_limit"])
    .where("work_pool_id", "=", poolId)
    .orderBy("priority")
    .orderBy("id")
    .limit(QUEUES_MAX)
    .execute();
  const ids = queues.map((queue) => queue.id);
  const now = deps.now();
  const active = await activeSlotsByQueue(db, ids, SLOT_STATES);
  const due = await dueByQueue(db, ids, now);
  const next = await nextByQueue(db, ids, now);
  return queues.map((queue) => ({
    ...queue,
    is_paused: queue.is_paused === 1,
    active_slots: active.get(queue.id) ?? 0,
    due: due.get(queue.id) ?? 0,
    next: next.get(queue.id) ?? [],
  }));
}

async function dueByQueue(db: Kysely<Database>, ids: readonly string[], now: Instant) {
  const rows = await db
    .selectFrom("flow_run")
    .select(({ fn }) => ["work_queue_id", fn.countAll<number>().as("count")])
    .where(oneOf(dialectOf(db), sql.ref("work_queue_id"), ids))
    .where("state_type", "=", "SCHEDULED")
    .where("next_scheduled_start_time", "<=", now)
    .groupBy("work_queue_id")
    .execute();
  return new Map(rows.map((row) => [row.work_queue_id, row.count]));
}

interface NextRow {
  readonly id: string;
  readonly name: string;
  readonly flow_name: string;
  readonly work_queue_id: string;
  readonly next_scheduled_start_time: Instant;
}

/** One index range for each queue, in one statement. */
async function nextByQueue(db: Kysely<Database>, ids: readonly string[], now: Instant) {
  if (ids.length === 0) return new Map<string, QueuePlan[number]["next"]>();
  const ofEach = ids.map(
    (id) => sql`select * from (
      select id, name, flow_id, work_queue_id, next_scheduled_start_time from flow_run
      where work_queue_id = ${id} and state_type = 'SCHEDULED' and next_scheduled_start_time <= ${now}
      order by next_scheduled_start_time, id limit ${sql.lit(NEXT_MAX)}) as due`,
  );
  const { rows } = await sql<NextRow>`
    select run.*, flow.name as flow_name from (${sql.join(ofEach, sql` union all `)}) as run
    join flow on flow.id = run.flow_id`.execute(db);
  const runs = rows.toSorted((a, b) => a.next_scheduled_start_time - b.next_scheduled_start_time);
  const byQueue = Map.groupBy(runs, (run) => run.work_queue_id);
  return new Map([...byQueue].map(([id, group]) => [id, group.map(toNext)]));
}

function toNext({ id, name, flow_name, next_scheduled_start_time: at }: NextRow) {
  return { id, name, flow_name, at: formatInstant(at) };
}
