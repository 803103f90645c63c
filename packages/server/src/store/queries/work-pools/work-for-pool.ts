import { ApiError } from "@tutti/core/errors";
import type { Instant } from "@tutti/core/instant";
import type { poolPollBody } from "@tutti/core/wire/work-offer";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { prepared } from "../../prepared.ts";
import { offeredRunText } from "../../rows/flow-run-row.ts";
import type { Database, FlowRunTable } from "../../tables.ts";
import type { WorkPoolTable, WorkQueueTable } from "../../tables/work-pool-tables.ts";
import { activeSlotsByPool, activeSlotsByQueue, SLOT_STATES } from "./active-slots.ts";
import { arePollsNews } from "./are-polls-news.ts";
import { dueRuns, type OfferingQueue } from "./due-runs.ts";

export interface PollOfPool {
  /** JSON of a list of `WorkerOffer`, as it is sent: it is long, and nobody on the way to the worker looks into it. */
  readonly offers: Uint8Array<ArrayBuffer>;
  /** The queues that were asked, when that has to be written down; else none. */
  readonly polled: readonly string[];
}

const utf8 = new TextEncoder();

type Params = z.output<typeof poolPollBody> & { readonly pool: string };

/** What a worker of the pool may take, by priority of the queues. Runs are offered to everybody who asks. Throws `not_found`. */
export async function workForPool(db: Kysely<Database>, deps: Deps, params: Params): Promise<PollOfPool> {
  const [pool] = await poolByName(db, { name: params.pool });
  if (pool === undefined) throw new ApiError("not_found", `Work pool "${params.pool}" not found.`);
  const queues = namedQueues(await queuesOfPool(db, { poolId: pool.id }), params);
  const now = deps.now();
  const limit = Math.min(params.limit, await freeSlots(db, pool));
  const offering = limit === 0 || pool.is_paused === 1 ? [] : await offeringQueues(db, queues, limit);
  const within = { before: params.scheduled_before, after: params.scheduled_after };
  const rows = await dueRuns(db, offering, within, limit);
  const names = new Map(queues.map((queue) => [queue.id, queue.name]));
  return {
    offers: utf8.encode(`[${rows.map((row) => offerText(row, pool, names, now)).join(",")}]`),
    polled: (await arePollsNews(db, queues, now)) ? queues.map((queue) => queue.id) : [],
  };
}

/** JSON of a `WorkerOffer`. */
function offerText(
  row: FlowRunTable,
  pool: WorkPoolTable,
  queueNames: ReadonlyMap<string, string>,
  now: Instant,
): string {
  const queue_id = row.work_queue_id ?? "";
  const queue = { queue_id, queue_name: queueNames.get(queue_id) ?? "", pool_id: pool.id, pool_name: pool.name };
  return `{"work_pool_id":"${pool.id}","work_queue_id":"${queue_id}","flow_run":${offeredRunText(row, queue, now)}}`;
}

const poolByName = prepared<{ name: string }, WorkPoolTable>((db, param) =>
  db.selectFrom("work_pool").selectAll().where("name", "=", param("name")),
);

const queuesOfPool = prepared<{ poolId: string }, WorkQueueTable>((db, param) =>
  db.selectFrom("work_queue").selectAll().where("work_pool_id", "=", param("poolId")).orderBy("priority"),
);

/** Those of these names, in the order of their priority; all when none is named. */
function namedQueues(queues: readonly WorkQueueTable[], { pool, work_queue_names }: Params): readonly WorkQueueTable[] {
  if (work_queue_names === null || work_queue_names.length === 0) return queues;
  const known = new Set(queues.map((queue) => queue.name));
  const missing = work_queue_names.find((name) => !known.has(name));
  if (missing !== undefined) throw new ApiError("not_found", `Work pool queue '${pool}/${missing}' not found.`);
  return queues.filter((queue) => work_queue_names.includes(queue.name));
}

async function freeSlots(db: Kysely<Database>, pool: WorkPoolTable): Promise<number> {
  if (pool.concurrency_limit === null) return Infinity;
  const held = (await activeSlotsByPool(db, [pool.id])).get(pool.id) ?? 0;
  return Math.max(0, pool.concurrency_limit - held);
}

async function offeringQueues(
  db: Kysely<Database>,
  queues: readonly WorkQueueTable[],
  limit: number,
): Promise<OfferingQueue[]> {
  const limited = queues.filter((queue) => queue.concurrency_limit !== null).map((queue) => queue.id);
  const held = await activeSlotsByQueue(db, limited, SLOT_STATES);
  return queues
    .filter((queue) => queue.is_paused === 0)
    .map(({ id, concurrency_limit }) => ({
      id,
      free: concurrency_limit === null ? limit : Math.max(0, concurrency_limit - (held.get(id) ?? 0)),
    }))
    .filter((queue) => queue.free > 0);
}
