import { prepared } from "../../store/prepared.ts";
import type { TaskRunStateTable, TaskRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";

/** A task run as it stands, locked until the commit. */
export interface LoadedTaskRun {
  readonly row: TaskRunTable;
  /** The state it is in; null before its first. */
  readonly state: TaskRunStateTable | null;
}

type NaturalKey = Pick<TaskRunTable, "flow_run_id" | "task_key" | "dynamic_key">;

const runById = prepared<{ id: string }, TaskRunTable>((db, param) =>
  db.selectFrom("task_run").selectAll().where("id", "=", param("id")).forUpdate(),
);

const runByKey = prepared<NaturalKey, TaskRunTable>((db, param) =>
  db
    .selectFrom("task_run")
    .selectAll()
    .where("flow_run_id", "=", param("flow_run_id"))
    .where("task_key", "=", param("task_key"))
    .where("dynamic_key", "=", param("dynamic_key"))
    .forUpdate(),
);

const runsByKeyOrId = prepared<NaturalKey & { id: string }, TaskRunTable>((db, param) =>
  db
    .selectFrom("task_run")
    .selectAll()
    .where((where) =>
      where.or([
        where.and([
          where("flow_run_id", "=", param("flow_run_id")),
          where("task_key", "=", param("task_key")),
          where("dynamic_key", "=", param("dynamic_key")),
        ]),
        where("id", "=", param("id")),
      ]),
    )
    .forUpdate(),
);

const stateById = prepared<{ id: string }, TaskRunStateTable>((db, param) =>
  db.selectFrom("task_run_state").selectAll().where("id", "=", param("id")),
);

export async function loadTaskRun(tx: Tx, id: string): Promise<LoadedTaskRun | null> {
  const row = await taskRunById(tx, id);
  return row === undefined ? null : { row, state: await currentTaskRunState(tx, row) };
}

async function taskRunById(tx: Tx, id: string): Promise<TaskRunTable | undefined> {
  const [row] = await runById(tx, { id });
  return row;
}

/** A task run outside of flow runs has no natural key. */
export async function taskRunByKey(tx: Tx, key: NaturalKey): Promise<TaskRunTable | undefined> {
  if (key.flow_run_id === null) return undefined;
  const [row] = await runByKey(tx, key);
  return row;
}

/** The runs of that natural key or that id: one as a rule, two when a report gives a known key another run's id. */
export function taskRunsByKeyOrId(tx: Tx, run: NaturalKey & { id: string }): Promise<TaskRunTable[]> {
  return runsByKeyOrId(tx, run);
}

export async function currentTaskRunState(tx: Tx, row: TaskRunTable): Promise<TaskRunStateTable | null> {
  if (row.state_id === null) return null;
  const [state] = await stateById(tx, { id: row.state_id });
  return state ?? null;
}
