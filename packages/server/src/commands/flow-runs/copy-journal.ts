import { isOwnEnd } from "@tutti/core/state-type";
import type { TaskInputs } from "@tutti/core/wire/task-run";
import type { Deps } from "../../deps.ts";
import { insertNewRows } from "../../store/row-writes.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import type { TaskRunStateTable, TaskRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";

const PAGE = 100;

/**
 * Gives another run the steps that had ended before this one began, with their ends: whoever executes it is given their
 * results. They are that run's own from then on, so that deleting the first run takes nothing from it.
 */
export async function copyJournal(
  tx: Tx,
  deps: Deps,
  { from, to }: { readonly from: TaskRunTable; readonly to: string },
): Promise<void> {
  const kept = await endedBefore(tx, from);
  const ids = new Map(kept.map((id) => [id, deps.newId()]));
  for (let first = 0; first < kept.length; first += PAGE) {
    const page = await tx
      .selectFrom("task_run")
      .selectAll()
      .where("id", "in", kept.slice(first, first + PAGE))
      .execute();
    await copyPage(tx, deps, page, to, ids);
  }
}

/** Asked for by the run alone, which an index answers. */
async function endedBefore(tx: Tx, from: TaskRunTable): Promise<string[]> {
  const began = from.start_time ?? from.expected_start_time ?? from.created;
  const steps = await tx
    .selectFrom("task_run")
    .leftJoin("task_run_state", "task_run_state.id", "task_run.state_id")
    .select(["task_run.id", "task_run.state_type", "task_run.end_time", "task_run_state.data"])
    .where("task_run.flow_run_id", "=", from.flow_run_id)
    .execute();
  return steps.flatMap(({ id, state_type, end_time, data }) => {
    const isEnd = state_type !== null && isOwnEnd(state_type, data !== null);
    return id !== from.id && isEnd && end_time !== null && end_time <= began ? [id] : [];
  });
}

async function copyPage(
  tx: Tx,
  deps: Deps,
  page: readonly TaskRunTable[],
  to: string,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const now = deps.now();
  const states = await statesOf(tx, page);
  const rows: TaskRunTable[] = [];
  const stateRows: TaskRunStateTable[] = [];
  for (const row of page) {
    const id = ids.get(row.id) ?? row.id;
    const state = states.get(row.state_id ?? "");
    const state_id = state === undefined ? null : deps.newId();
    const task_inputs = toJson(renamed(fromJson(row.task_inputs), ids));
    rows.push({ ...row, id, created: now, updated: now, flow_run_id: to, state_id, task_inputs, lease_epoch: 0 });
    if (state !== undefined && state_id !== null) {
      stateRows.push({ ...state, id: state_id, created: now, task_run_id: id });
    }
  }
  await insertNewRows(tx, "task_run", rows);
  await insertNewRows(tx, "task_run_state", stateRows);
}

async function statesOf(tx: Tx, page: readonly TaskRunTable[]): Promise<Map<string, TaskRunStateTable>> {
  const ids = page.flatMap(({ state_id }) => (state_id === null ? [] : [state_id]));
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom("task_run_state").selectAll().where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Steps that came from others come from their copies. */
function renamed(inputs: TaskInputs, ids: ReadonlyMap<string, string>): TaskInputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, sources]) => [
      name,
      sources.map((source) =>
        source.input_type === "task_run" ? { ...source, id: ids.get(source.id) ?? source.id } : source,
      ),
    ]),
  );
}
