import { ApiError } from "@tutti/core/errors";
import { freePriority, placeQueue, type RankedQueue } from "@tutti/core/queue-priorities";
import type { RunSelection, WorkQueueCreate } from "@tutti/core/wire/work-queue";
import type { Deps } from "../../deps.ts";
import { insertNew } from "../../store/row-writes.ts";
import { toJsonOrNull } from "../../store/rows/json-column.ts";
import type { WorkPoolTable, WorkQueueTable } from "../../store/tables/work-pool-tables.ts";
import type { Tx } from "../command.ts";
import { emitWorkQueueEvent } from "./work-pool-event.ts";

/** Adds a queue to a pool that is locked, with its event; null when the name is taken there. */
export async function addWorkQueue(
  tx: Tx,
  deps: Deps,
  pool: WorkPoolTable,
  create: WorkQueueCreate,
): Promise<WorkQueueTable | null> {
  const now = deps.now();
  const others = await queuesOf(tx, pool.id);
  const priority = create.priority ?? freePriority(others.map((queue) => queue.priority));
  const queue: WorkQueueTable = {
    id: deps.newId(),
    created: now,
    updated: now,
    work_pool_id: pool.id,
    name: create.name,
    description: create.description,
    is_paused: create.is_paused ? 1 : 0,
    concurrency_limit: create.concurrency_limit ?? null,
    priority,
    filter: toJsonOrNull(completeSelection(create.filter)),
    last_polled: null,
    status: "NOT_READY",
  };
  if (!(await insertNew(tx, "work_queue", queue))) return null;
  await writePriorities(tx, placeQueue([...others, queue], queue));
  await emitWorkQueueEvent(tx, deps, "created", queue, pool);
  return queue;
}

/** With every key, as clients expect it. */
export function completeSelection(filter: RunSelection | null | undefined): RunSelection | null {
  if (filter === null || filter === undefined) return null;
  return { tags: filter.tags ?? null, deployment_ids: filter.deployment_ids ?? null };
}

export function queuesOf(tx: Tx, poolId: string): Promise<RankedQueue[]> {
  return tx.selectFrom("work_queue").select(["id", "priority"]).where("work_pool_id", "=", poolId).execute();
}

/** Throws `invalid_request` when one would have a priority beyond any number, as Postgres refuses it sooner. */
export async function writePriorities(tx: Tx, changed: readonly RankedQueue[]): Promise<void> {
  for (const { id, priority } of changed) {
    if (!Number.isSafeInteger(priority)) {
      throw new ApiError("invalid_request", "Another queue has the last priority, and would have to move down.");
    }
    await tx.updateTable("work_queue").set({ priority }).where("id", "=", id).execute();
  }
}
