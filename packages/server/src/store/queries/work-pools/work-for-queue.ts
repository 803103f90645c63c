import type { RunSelection } from "@tutti/core/wire/work-queue";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { queuePollBody } from "@tutti/core/wire/work-offer";
import { sql, type Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { flowRunMatches } from "../../filters/flow-run-conditions.ts";
import { fromJson } from "../../rows/json-column.ts";
import type { Database, FlowRunTable } from "../../tables.ts";
import type { WorkQueueTable } from "../../tables/work-pool-tables.ts";
import { flowRunsWithStates } from "../flow-runs/runs-with-states.ts";
import { activeSlotsByQueue, AGENT_SLOT_STATES, SLOT_STATES } from "./active-slots.ts";
import { arePollsNews } from "./are-polls-news.ts";
import { dueRuns } from "./due-runs.ts";

export interface PollOfQueue {
  readonly runs: readonly FlowRun[];
  /** Whether the poll has to be written down. */
  readonly isNews: boolean;
}

type Params = z.output<typeof queuePollBody> & { readonly id: string };

/** What an agent of the queue may take. Null when there is no such queue. */
export async function workForQueue(db: Kysely<Database>, deps: Deps, params: Params): Promise<PollOfQueue | null> {
  const queue = await db.selectFrom("work_queue").selectAll().where("id", "=", params.id).executeTakeFirst();
  if (queue === undefined) return null;
  const rows = queue.is_paused === 1 ? [] : await offered(db, queue, params);
  const now = deps.now();
  return { runs: await flowRunsWithStates(db, rows, now), isNews: await arePollsNews(db, [queue], now) };
}

async function offered(db: Kysely<Database>, queue: WorkQueueTable, params: Params): Promise<FlowRunTable[]> {
  if (queue.filter !== null) return selectedRuns(db, queue, fromJson(queue.filter), params);
  const limit = Math.min(params.limit, await freeSlots(db, queue));
  return dueRuns(db, [{ id: queue.id, free: limit }], { before: params.scheduled_before, after: null }, limit);
}

async function freeSlots(db: Kysely<Database>, { id, concurrency_limit }: WorkQueueTable): Promise<number> {
  if (concurrency_limit === null) return Infinity;
  const held = (await activeSlotsByQueue(db, [id], AGENT_SLOT_STATES)).get(id) ?? 0;
  return Math.max(0, concurrency_limit - held);
}

/** Runs of deployments by the queue's own filter, whatever queue they name. */
async function selectedRuns(
  db: Kysely<Database>,
  queue: WorkQueueTable,
  selection: RunSelection,
  { limit, scheduled_before }: Params,
): Promise<FlowRunTable[]> {
  const isSelected = flowRunMatches(dialectOf(db), {
    operator: "and_",
    tags: { operator: "and_", all_: selection.tags },
    deployment_id: { operator: "and_", any_: selection.deployment_ids, is_null_: false },
  });
  const held = await db
    .selectFrom("flow_run")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("state_type", "in", SLOT_STATES)
    .where(isSelected)
    .executeTakeFirstOrThrow();
  const free = queue.concurrency_limit === null ? limit : Math.max(0, queue.concurrency_limit - held.count);
  return db
    .selectFrom("flow_run")
    .selectAll()
    .where("state_type", "=", "SCHEDULED")
    .where(isSelected)
    .where(({ eb }) =>
      eb("next_scheduled_start_time", "<=", scheduled_before ?? (sql.lit(Number.MAX_SAFE_INTEGER) as never)),
    )
    .orderBy("next_scheduled_start_time")
    .orderBy("id")
    .limit(Math.min(limit, free))
    .execute();
}
