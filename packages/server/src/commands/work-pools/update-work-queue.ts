import { ApiError } from "@tutti/core/errors";
import { wasPolledRecently } from "@tutti/core/polls";
import { placeQueue } from "@tutti/core/queue-priorities";
import type { WorkQueueUpdate } from "@tutti/core/wire/work-queue";
import type { Deps } from "../../deps.ts";
import type { WorkQueueKey } from "../../store/queries/work-pools/read-work-queue.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { toJsonOrNull } from "../../store/rows/json-column.ts";
import type { WorkQueueTable } from "../../store/tables/work-pool-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { fieldChanges } from "../field-changes.ts";
import { completeSelection, queuesOf, writePriorities } from "./add-work-queue.ts";
import { loadWorkQueue } from "./load-work-pool.ts";
import { emitWorkQueueStatus, emitWorkQueueUpdate } from "./work-pool-event.ts";

const TOLD = ["name", "description", "concurrency_limit", "priority"] as const;

/** Writes the keys that are present. Other queues of the pool make room for a new priority. Throws `not_found`, `conflict`. */
export async function updateWorkQueue(
  tx: Tx,
  deps: Deps,
  { key, changes }: { key: WorkQueueKey; changes: WorkQueueUpdate },
): Promise<Outcome<null>> {
  const { pool, queue: before } = await loadWorkQueue(tx, key);
  if (changes.name !== undefined) await requireFreeName(tx, before, changes.name);
  const changed = { ...before, ...columnsOf(changes), updated: deps.now() };
  const status = changes.is_paused === undefined ? before.status : statusAfter(before, changed, deps);
  const after = { ...changed, status };
  await updateChanged(tx, "work_queue", before, after);
  if (after.priority !== before.priority) {
    await writePriorities(tx, placeQueue(await queuesOf(tx, pool.id), after));
  }
  await emitWorkQueueUpdate(tx, deps, after, pool, fieldChanges(before, after, TOLD));
  if (after.status !== before.status) await emitWorkQueueStatus(tx, deps, after, pool);
  return { result: null };
}

function statusAfter(before: WorkQueueTable, after: WorkQueueTable, deps: Deps): WorkQueueTable["status"] {
  if (after.is_paused === 1) return "PAUSED";
  if (before.status !== "PAUSED") return before.status;
  return wasPolledRecently(after.last_polled, deps.now()) ? "READY" : "NOT_READY";
}

async function requireFreeName(tx: Tx, queue: WorkQueueTable, name: string | null): Promise<void> {
  const other =
    name === null ||
    (await tx
      .selectFrom("work_queue")
      .select("id")
      .where("work_pool_id", "=", queue.work_pool_id)
      .where("name", "=", name)
      .where("id", "<>", queue.id)
      .executeTakeFirst()) !== undefined;
  if (other) throw new ApiError("conflict", `The pool has another queue named ${name}, or a queue must have a name.`);
}

function columnsOf(changes: WorkQueueUpdate): Partial<WorkQueueTable> {
  const { name, description, is_paused, concurrency_limit, priority, last_polled, filter } = changes;
  if (name === null || priority === null) throw new ApiError("conflict", "A work queue has a name and a priority.");
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(is_paused === undefined ? {} : { is_paused: is_paused ? 1 : 0 }),
    ...(concurrency_limit === undefined ? {} : { concurrency_limit }),
    ...(priority === undefined ? {} : { priority }),
    ...(last_polled === undefined ? {} : { last_polled }),
    ...(filter === undefined ? {} : { filter: toJsonOrNull(completeSelection(filter)) }),
  };
}
