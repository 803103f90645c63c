import { secondsBetween } from "@tutti/core/instant";
import type { WorkStatus } from "@tutti/core/wire/work-queue";
import type { Deps } from "../../deps.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { WorkPoolTable, WorkQueueTable } from "../../store/tables/work-pool-tables.ts";
import type { Tx } from "../command.ts";
import { emitLifecycleEvent } from "../events/lifecycle-event.ts";
import { relatedResource, type Resource } from "../flow-runs/related-resources.ts";

/** What changed, by field. */
export type FieldChanges = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

type Pool = Pick<WorkPoolTable, "id" | "name" | "type">;
/** An event of a status follows the one before it only for so long. */
const FOLLOWS_WITHIN_SECONDS = 600;

export async function emitWorkPoolEvent(
  tx: Tx,
  deps: Deps,
  verb: "created" | "deleted",
  pool: WorkPoolTable,
): Promise<void> {
  const related = [...defaultQueueOf(pool), ...resultStorageOf(pool)];
  await emitLifecycleEvent(tx, deps, { ...poolEvent(pool), verb, payload: {}, related });
}

export async function emitWorkPoolUpdate(tx: Tx, deps: Deps, pool: Pool, updates: FieldChanges): Promise<void> {
  if (Object.keys(updates).length === 0) return;
  await emitLifecycleEvent(tx, deps, { ...poolEvent(pool), verb: "updated", payload: payloadOf(updates) });
}

/** Tells of the status that the pool has now. Answers the event's id, which the next one may follow. */
export async function emitWorkPoolStatus(
  tx: Tx,
  deps: Deps,
  pool: Pool & { status: WorkStatus },
  before: Pick<WorkPoolTable, "status_event_id" | "status_changed_at"> | null,
): Promise<string> {
  return emitLifecycleEvent(tx, deps, {
    ...poolEvent(pool),
    labels: { "prefect.work-pool.type": pool.type },
    verb: verbOf(pool.status),
    payload: {},
    follows: before === null ? null : recentEvent(before, deps),
  });
}

function recentEvent(
  { status_event_id, status_changed_at }: Pick<WorkPoolTable, "status_event_id" | "status_changed_at">,
  deps: Deps,
): string | null {
  if (status_changed_at === null) return null;
  return secondsBetween(deps.now(), status_changed_at) < FOLLOWS_WITHIN_SECONDS ? status_event_id : null;
}

export async function emitWorkQueueEvent(
  tx: Tx,
  deps: Deps,
  verb: "created" | "deleted",
  queue: WorkQueueTable,
  pool: Pool,
): Promise<void> {
  await emitLifecycleEvent(tx, deps, { ...queueEvent(queue, pool), verb, payload: {} });
}

export async function emitWorkQueueUpdate(
  tx: Tx,
  deps: Deps,
  queue: WorkQueueTable,
  pool: Pool,
  updates: FieldChanges,
): Promise<void> {
  if (Object.keys(updates).length === 0) return;
  await emitLifecycleEvent(tx, deps, { ...queueEvent(queue, pool), verb: "updated", payload: payloadOf(updates) });
}

/** Tells of the status that the queue has now. */
export async function emitWorkQueueStatus(tx: Tx, deps: Deps, queue: WorkQueueTable, pool: Pool): Promise<void> {
  await emitLifecycleEvent(tx, deps, { ...queueEvent(queue, pool), verb: verbOf(queue.status), payload: {} });
}

function poolEvent({ id, name, type }: Pool) {
  const labels = { "prefect.work-pool.type": type, "prefect.resource.role": "work-pool" };
  return { kind: "prefect.work-pool", id, name, labels };
}

function queueEvent({ id, name }: WorkQueueTable, pool: Pool) {
  const labels = { "prefect.resource.role": "work-queue" };
  return { kind: "prefect.work-queue", id, name, labels, related: [relatedWorkPool(pool)] };
}

function relatedWorkPool({ id, name, type }: Pool): Resource {
  return { ...relatedResource("work-pool", `prefect.work-pool.${id}`, name), "prefect.work-pool.type": type };
}

function defaultQueueOf({ default_queue_id: id }: WorkPoolTable): Resource[] {
  if (id === null) return [];
  return [relatedResource("default-queue", `prefect.work-queue.${id}`)];
}

function resultStorageOf({ storage_configuration }: WorkPoolTable): Resource[] {
  const id = fromJson(storage_configuration).default_result_storage_block_id ?? null;
  if (id === null) return [];
  return [relatedResource("result-storage", `prefect.block-document.${id}`)];
}

function payloadOf(updates: FieldChanges) {
  return { updated_fields: Object.keys(updates), updates };
}

const VERBS = { READY: "ready", NOT_READY: "not-ready", PAUSED: "paused" } as const satisfies Record<
  WorkStatus,
  string
>;

function verbOf(status: WorkStatus) {
  return VERBS[status];
}
