import { ApiError } from "@tutti/core/errors";
import type { Instant } from "@tutti/core/instant";
import { NO_PROGRESS } from "@tutti/core/run-progress";
import { progressToRow } from "@tutti/core/progress-row";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../deps.ts";
import { insertNew, updateChanged } from "../store/row-writes.ts";
import { asJson } from "../store/rows/json-column.ts";
import { taskRunStateRow } from "../store/rows/state-columns.ts";
import { taskRunFromRow } from "../store/rows/task-run-row.ts";
import type { TaskRunTable } from "../store/tables.ts";
import type { Tx } from "./command.ts";
import type { TaskRunChange } from "./event-record.ts";
import { taskRunById, taskRunByKey } from "./load-task-run.ts";

/**
 * Keeps what a client reports of a task run it orchestrates. The run of the same flow run, task key and dynamic key is
 * the same run, whatever id the report gives it. A report that is outdated adds its state to the history
 * and changes nothing else, so the order of arrival does not matter; then there is no change to tell.
 */
export async function recordTaskRun(
  tx: Tx,
  deps: Deps,
  change: TaskRunChange,
  flowRunId: string | null,
  epoch: number,
): Promise<(() => LiveChange) | null> {
  const now = deps.now();
  const { row, isCurrent } = await keepRow(tx, reportedRow(change, flowRunId, epoch, now), change);
  const state = taskRunStateRow({ ...change.state, taskRunId: row.id, flowRunId: row.flow_run_id }, row.id, now);
  await insertNew(tx, "task_run_state", state);
  return isCurrent ? () => ({ kind: "task-run", task_run: taskRunFromRow(row, state, now) }) : null;
}

/** The row as it is when nothing but the report is known. */
function reportedRow(change: TaskRunChange, flowRunId: string | null, epoch: number, now: Instant): TaskRunTable {
  return {
    id: change.id,
    created: now,
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
    ...latest(change, epoch, now),
  };
}

function latest(change: TaskRunChange, epoch: number, now: Instant) {
  const { id, type, name, timestamp } = change.state;
  return {
    state_id: id,
    state_type: type,
    state_name: name,
    state_timestamp: timestamp,
    lease_epoch: epoch,
    updated: now,
  };
}

/** Inserts the row or brings the known one up to date; `isCurrent` says whether the report is the latest word. */
async function keepRow(
  tx: Tx,
  fresh: TaskRunTable,
  change: TaskRunChange,
): Promise<{ row: TaskRunTable; isCurrent: boolean }> {
  let known = await find(tx, fresh);
  if (known === undefined) {
    if (await insertNew(tx, "task_run", fresh)) return { row: fresh, isCurrent: true };
    known = await find(tx, fresh);
    if (known === undefined) throw new ApiError("conflict", `task run ${fresh.id} was deleted meanwhile`);
  }
  if (isOutdated(fresh, known)) return { row: known, isCurrent: false };
  const { task_key: _taskKey, dynamic_key: _dynamicKey, ...columns } = change.columns;
  const row = { ...known, ...columns, ...latest(change, fresh.lease_epoch, fresh.updated) };
  await updateChanged(tx, "task_run", known, row);
  return { row, isCurrent: true };
}

/** A later owner's word counts, by whatever clock; of one owner, or of none, the later time does. */
function isOutdated(report: TaskRunTable, known: TaskRunTable): boolean {
  if (report.lease_epoch !== 0 && report.lease_epoch !== known.lease_epoch)
    return report.lease_epoch < known.lease_epoch;
  return (known.state_timestamp ?? -Infinity) >= (report.state_timestamp ?? -Infinity);
}

async function find(tx: Tx, key: TaskRunTable): Promise<TaskRunTable | undefined> {
  return (await taskRunByKey(tx, key)) ?? taskRunById(tx, key.id);
}
