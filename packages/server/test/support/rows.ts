import { instant } from "@tutti/core/instant";
import type { Kysely } from "kysely";
import { systemDeps } from "../../src/deps.ts";
import { insertEvents } from "../../src/store/event-writes.ts";
import { relatedIdsOf } from "../../src/store/related-ids.ts";
import { Transactions } from "../../src/store/postgres/transactions.ts";
import { fromJson, toJson } from "../../src/store/rows/json-column.ts";
import { openWriter } from "../../src/store/sqlite/connection.ts";
import { kyselyOver } from "../../src/store/sqlite/sqlite-dialect.ts";
import type {
  ArtifactTable,
  Database,
  EventTable,
  FlowRunStateTable,
  FlowRunTable,
  FlowTable,
  LogTable,
  TaskRunStateTable,
  TaskRunTable,
} from "../../src/store/tables.ts";
import type { DatabaseUnderTest } from "./databases.ts";

// Rows for reads that no sequence of commands would lay out so exactly: chosen instants, odd names, nulls.

/** The instant at which test clocks start. */
export const START = instant(1_800_000_000_000_000);

/** Works on the tables of a database that a store has been opened on before. */
export async function withTables(
  database: Pick<DatabaseUnderTest, "kind" | "url">,
  work: (db: Kysely<Database>) => Promise<void>,
): Promise<void> {
  if (database.kind === "sqlite") {
    const connection = openWriter(database.url().slice("sqlite:///".length));
    try {
      await work(kyselyOver(connection));
    } finally {
      connection.close();
    }
    return;
  }
  const transactions = new Transactions(database.url());
  try {
    await transactions.runOutside(work);
  } finally {
    await transactions.close();
  }
}

/** Inserts in batches that fit both databases' limits on parameters. */
export async function insertRows<T extends keyof Database>(
  db: Kysely<Database>,
  table: T,
  rows: readonly Database[T][],
): Promise<void> {
  const BATCH = 200;
  for (let at = 0; at < rows.length; at += BATCH) {
    // Rows of a table are what may be inserted there: no column is generated.
    await db
      .insertInto(table)
      .values(rows.slice(at, at + BATCH) as never)
      .execute();
  }
}

/** Events, and by what they are found. */
export async function insertEventRows(db: Kysely<Database>, rows: readonly EventTable[]): Promise<void> {
  await insertEvents(
    db,
    rows.map((row) => ({ row, relatedIds: relatedIdsOf(fromJson(row.related)) })),
  );
}

function stored(): { id: string; created: typeof START; updated: typeof START } {
  return { id: systemDeps.newId(), created: START, updated: START };
}

export function flowRow(given: Partial<FlowTable> & { name: string }): FlowTable {
  return { ...stored(), tags: toJson([]), labels: toJson({}), ...given };
}

const NO_PROGRESS = {
  state_id: null,
  state_type: null,
  state_name: null,
  state_timestamp: null,
  run_count: 0,
  expected_start_time: null,
  next_scheduled_start_time: null,
  start_time: null,
  end_time: null,
  total_run_micros: 0,
};

export function flowRunRow(given: Partial<FlowRunTable> & { flow_id: string }): FlowRunTable {
  return {
    ...stored(),
    ...NO_PROGRESS,
    name: "a-run",
    flow_version: null,
    deployment_id: null,
    deployment_version: null,
    work_queue_id: null,
    work_queue_name: null,
    parent_task_run_id: null,
    parameters: toJson({}),
    context: toJson({}),
    empirical_policy: toJson({ max_retries: 0, retry_delay_seconds: 0 }),
    job_variables: null,
    tags: toJson([]),
    labels: toJson({}),
    idempotency_key: null,
    auto_scheduled: 0,
    infrastructure_document_id: null,
    infrastructure_pid: null,
    created_by_id: null,
    created_by_type: null,
    created_by_display_value: null,
    recovery_count: 0,
    lease_run_id: null,
    lease_owner: null,
    lease_epoch: 0,
    lease_expires_at: null,
    lease_request: null,
    ...given,
  };
}

export function taskRunRow(given: Partial<TaskRunTable>): TaskRunTable {
  const base = stored();
  return {
    ...base,
    ...NO_PROGRESS,
    name: "a-task",
    flow_run_id: null,
    task_key: "a-task",
    dynamic_key: base.id,
    cache_key: null,
    cache_expiration: null,
    task_version: null,
    empirical_policy: toJson({ max_retries: 0, retry_delay_seconds: 0 }),
    task_inputs: toJson({}),
    tags: toJson([]),
    labels: toJson({}),
    flow_run_run_count: 0,
    lease_epoch: 0,
    ...given,
  };
}

type AnyState = Omit<FlowRunStateTable, "flow_run_id">;

function state(given: Partial<AnyState>): AnyState {
  return {
    id: systemDeps.newId(),
    created: START,
    type: "PENDING",
    name: "Pending",
    timestamp: START,
    message: null,
    state_details: toJson({}),
    data: null,
    ...given,
  };
}

export function flowRunStateRow(given: Partial<FlowRunStateTable> & { flow_run_id: string }): FlowRunStateTable {
  return { ...state(given), flow_run_id: given.flow_run_id };
}

export function taskRunStateRow(given: Partial<TaskRunStateTable> & { task_run_id: string }): TaskRunStateTable {
  return { ...state(given), task_run_id: given.task_run_id };
}

export function artifactRow(given: Partial<ArtifactTable>): ArtifactTable {
  return {
    ...stored(),
    key: null,
    type: "markdown",
    description: null,
    data: null,
    metadata_: null,
    flow_run_id: null,
    task_run_id: null,
    ...given,
  };
}

export function logRow(given: Partial<LogTable>): LogTable {
  return {
    ...stored(),
    name: "a-logger",
    level: 20,
    message: "a line",
    timestamp: START,
    flow_run_id: null,
    task_run_id: null,
    ...given,
  };
}
