import type { Instant } from "@tutti/core/instant";
import { NO_PROGRESS } from "@tutti/core/run-progress";
import { progressToRow } from "@tutti/core/progress-row";
import type { LiveChange } from "@tutti/core/wire/live";
import { insertNewRows, updateChanged } from "../../store/row-writes.ts";
import { asJson } from "../../store/rows/json-column.ts";
import { taskRunStateRow } from "../../store/rows/state-columns.ts";
import { taskRunFromRow } from "../../store/rows/task-run-row.ts";
import type { TaskRunStateTable, TaskRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";
import type { EventRecord, TaskRunChange } from "../events/event-record.ts";
import { TransactionConflict } from "../transaction-conflict.ts";
import { taskRunsByKeyOrId } from "./load-task-run.ts";

interface Entry {
  /** As the database has it; null when it has none. */
  readonly before: TaskRunTable | null;
  row: TaskRunTable;
  /** The reported state that is now the run's; null when the known one was later. */
  state: TaskRunStateTable | null;
}

/**
 * What clients report of the task runs they orchestrate: the known runs are loaded together, reports entered one by one,
 * and the result written together.
 *
 * The run of the same flow run, task key and dynamic key is the same run, whatever id a report gives it. A report that is
 * outdated adds its state to the history and changes nothing else, so neither the order of arrival nor a repetition
 * matters.
 */
export class TaskRunLedger {
  readonly #tx: Tx;
  readonly #now: Instant;
  readonly #byKey = new Map<string, Entry>();
  readonly #byId = new Map<string, Entry>();
  readonly #reports = new Map<EventRecord, TaskRunTable>();
  readonly #states: TaskRunStateTable[] = [];

  constructor(tx: Tx, now: Instant) {
    this.#tx = tx;
    this.#now = now;
  }

  /** Reads the reports, and loads and locks the runs they are of, as far as they are known. */
  async load(events: readonly EventRecord[]): Promise<void> {
    for (const event of events) {
      const { taskRun, flowRunId, epoch } = event;
      if (taskRun !== null) this.#reports.set(event, reportedRow(taskRun, flowRunId, epoch ?? 0, this.#now));
    }
    const wanted = new Map([...this.#reports.values()].map((report) => [keyOf(report) + report.id, report]));
    const known = await Promise.all([...wanted.values()].map((report) => taskRunsByKeyOrId(this.#tx, report)));
    for (const row of known.flat()) this.#open(row, row);
  }

  /** Takes in what the event reports of a task run, if it does; it was loaded before. */
  enter(event: EventRecord): void {
    const report = this.#reports.get(event);
    if (report === undefined || event.taskRun === null) return;
    const entry = this.#byKey.get(keyOf(report)) ?? this.#byId.get(report.id) ?? this.#open(report, null);
    const isFirst = entry.row === report;
    const isLatest = isFirst || !isOutdated(report, entry.row);
    if (isLatest && !isFirst) entry.row = { ...entry.row, ...laterColumns(event.taskRun, report) };
    const { id, flow_run_id } = entry.row;
    const state = taskRunStateRow({ ...event.taskRun.state, taskRunId: id, flowRunId: flow_run_id }, id, this.#now);
    this.#states.push(state);
    if (isLatest) entry.state = state;
  }

  /** Throws `TransactionConflict` when another transaction has made one of the runs meanwhile. */
  async write(): Promise<void> {
    const runs = [...this.#byId.values()];
    const fresh = runs.flatMap(({ before, row }) => (before === null ? [row] : []));
    const inserting = this.#insertRuns(fresh);
    const states = insertNewRows(this.#tx, "task_run_state", this.#states).catch(async (error: unknown) => {
      // The states of a run that was made meanwhile refer to none: the conflict says why.
      await inserting;
      throw error;
    });
    await Promise.all([
      inserting,
      ...runs.map(({ before, row }) => (before === null ? null : updateChanged(this.#tx, "task_run", before, row))),
      states,
    ]);
  }

  async #insertRuns(fresh: readonly TaskRunTable[]): Promise<void> {
    const inserted = await insertNewRows(this.#tx, "task_run", fresh);
    if (inserted.size < fresh.length) throw new TransactionConflict("a task run was made twice at the same time");
  }

  /** The runs whose current state was reported. */
  changes(): LiveChange[] {
    return [...this.#byId.values()].flatMap(({ row, state }) =>
      state === null ? [] : [{ kind: "task-run" as const, task_run: taskRunFromRow(row, state, this.#now) }],
    );
  }

  #open(row: TaskRunTable, before: TaskRunTable | null): Entry {
    const entry = { before, row, state: null };
    this.#byKey.set(keyOf(row), entry);
    this.#byId.set(row.id, entry);
    return entry;
  }
}

function keyOf({ id, flow_run_id, task_key, dynamic_key }: TaskRunTable): string {
  return flow_run_id === null ? id : JSON.stringify([flow_run_id, task_key, dynamic_key]);
}

/** The row as it is when nothing but the report is known. */
function reportedRow(change: TaskRunChange, flowRunId: string | null, epoch: number, now: Instant): TaskRunTable {
  return {
    id: change.id,
    created: now,
    updated: now,
    name: change.columns.task_key,
    flow_run_id: flowRunId,
    cache_key: null,
    cache_expiration: null,
    task_version: null,
    empirical_policy: asJson("{}"),
    task_inputs: asJson("{}"),
    tags: asJson("[]"),
    labels: asJson("{}"),
    flow_run_run_count: 0,
    ...progressToRow(NO_PROGRESS),
    ...change.columns,
    state_id: change.state.id,
    state_type: change.state.type,
    state_name: change.state.name,
    state_timestamp: change.state.timestamp,
    lease_epoch: epoch,
  };
}

/** What a report changes of a run that is known: what it speaks of, but not what the run is known by. */
function laterColumns(change: TaskRunChange, report: TaskRunTable): Partial<TaskRunTable> {
  const { task_key: _taskKey, dynamic_key: _dynamicKey, ...spokenOf } = change.columns;
  const { state_id, state_type, state_name, state_timestamp, lease_epoch, updated } = report;
  return { ...spokenOf, state_id, state_type, state_name, state_timestamp, lease_epoch, updated };
}

/** A later owner's word counts, by whatever clock; of one owner, or of none, the later time does. */
function isOutdated(report: TaskRunTable, known: TaskRunTable): boolean {
  if (report.lease_epoch !== 0 && report.lease_epoch !== known.lease_epoch) {
    return report.lease_epoch < known.lease_epoch;
  }
  return (known.state_timestamp ?? -Infinity) >= (report.state_timestamp ?? -Infinity);
}
