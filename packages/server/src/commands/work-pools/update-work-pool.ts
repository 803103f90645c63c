import { ApiError } from "@tutti/core/errors";
import type { WorkPoolUpdate } from "@tutti/core/wire/work-pool";
import type { Deps } from "../../deps.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import type { WorkPoolTable } from "../../store/tables/work-pool-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { fieldChanges } from "../field-changes.ts";
import { completeStorage } from "./create-work-pool.ts";
import { loadWorkPool } from "./load-work-pool.ts";
import { emitWorkPoolStatus, emitWorkPoolUpdate } from "./work-pool-event.ts";

const TOLD = ["description", "base_job_template", "concurrency_limit", "storage_configuration"] as const;

/** Writes the keys that are present. Pausing and unpausing settle the status. Throws `not_found`. */
export async function updateWorkPool(
  tx: Tx,
  deps: Deps,
  { name, changes }: { name: string; changes: WorkPoolUpdate },
): Promise<Outcome<null>> {
  const before = await loadWorkPool(tx, name);
  const after = { ...before, ...columnsOf(changes), updated: deps.now() };
  await emitWorkPoolUpdate(tx, deps, after, fieldChanges(before, after, TOLD, told));
  if (typeof changes.is_paused === "boolean" && after.type !== "prefect-agent") {
    await changeWorkPoolStatus(tx, deps, before, after, await statusWhen(tx, after));
  } else await updateChanged(tx, "work_pool", before, after);
  return { result: null };
}

/** Saves the row with this status, and tells of it. */
export async function changeWorkPoolStatus(
  tx: Tx,
  deps: Deps,
  before: WorkPoolTable,
  after: WorkPoolTable,
  status: NonNullable<WorkPoolTable["status"]>,
): Promise<void> {
  const status_event_id = await emitWorkPoolStatus(tx, deps, { ...after, status }, before);
  await updateChanged(tx, "work_pool", before, { ...after, status, status_event_id, status_changed_at: deps.now() });
}

async function statusWhen(tx: Tx, pool: WorkPoolTable): Promise<NonNullable<WorkPoolTable["status"]>> {
  if (pool.is_paused === 1) return "PAUSED";
  const online = await tx
    .selectFrom("worker")
    .select("id")
    .where("work_pool_id", "=", pool.id)
    .where("status", "=", "ONLINE")
    .limit(1)
    .executeTakeFirst();
  return online === undefined ? "NOT_READY" : "READY";
}

function columnsOf(changes: WorkPoolUpdate): Partial<WorkPoolTable> {
  const { description, is_paused, base_job_template, concurrency_limit, storage_configuration } = changes;
  if (is_paused === null || base_job_template === null || storage_configuration === null) {
    throw new ApiError("conflict", "A work pool has a template and a storage configuration, and is paused or not.");
  }
  return {
    ...(description === undefined ? {} : { description }),
    ...(is_paused === undefined ? {} : { is_paused: is_paused ? 1 : 0 }),
    ...(base_job_template === undefined ? {} : { base_job_template: toJson(base_job_template) }),
    ...(concurrency_limit === undefined ? {} : { concurrency_limit }),
    ...(storage_configuration === undefined
      ? {}
      : { storage_configuration: toJson(completeStorage(storage_configuration)) }),
  };
}

const JSON_FIELDS = new Set<string>(["base_job_template", "storage_configuration"]);

function told(field: string, stored: unknown): unknown {
  return JSON_FIELDS.has(field) ? fromJson(stored as WorkPoolTable["base_job_template"]) : stored;
}
