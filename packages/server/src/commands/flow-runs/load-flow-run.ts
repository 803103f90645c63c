import { prepared } from "../../store/prepared.ts";
import type { QueueInPool } from "../../store/rows/deployment-row.ts";
import type { FlowRunStateTable, FlowRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";

/** A flow run as it stands, locked until the commit: nobody else decides about it meanwhile. */
export interface LoadedFlowRun {
  readonly row: FlowRunTable;
  /** The state it is in; null before its first. */
  readonly state: FlowRunStateTable | null;
  /** The queue it waits in, or waited; null for a run of no work pool. */
  readonly queue: QueueInPool | null;
}

const runById = prepared<{ id: string }, FlowRunTable>((db, param) =>
  db.selectFrom("flow_run").selectAll().where("id", "=", param("id")).forUpdate(),
);

const stateById = prepared<{ id: string }, FlowRunStateTable>((db, param) =>
  db.selectFrom("flow_run_state").selectAll().where("id", "=", param("id")),
);

export async function loadFlowRun(tx: Tx, id: string): Promise<LoadedFlowRun | null> {
  const [row] = await runById(tx, { id });
  if (row === undefined) return null;
  const [state, queue] = await Promise.all([currentFlowRunState(tx, row), queueOfRow(tx, row)]);
  return { row, state, queue };
}

const queueById = prepared<{ id: string }, QueueInPool>((db, param) =>
  db
    .selectFrom("work_queue")
    .innerJoin("work_pool", "work_pool.id", "work_queue.work_pool_id")
    .select([
      "work_queue.id as queue_id",
      "work_queue.name as queue_name",
      "work_pool.id as pool_id",
      "work_pool.name as pool_name",
    ])
    .where("work_queue.id", "=", param("id")),
);

/** The queue that a run's or a deployment's row names. */
export async function queueOfRow(tx: Tx, row: { readonly work_queue_id: string | null }): Promise<QueueInPool | null> {
  if (row.work_queue_id === null) return null;
  const [queue] = await queueById(tx, { id: row.work_queue_id });
  return queue ?? null;
}

export async function currentFlowRunState(tx: Tx, row: FlowRunTable): Promise<FlowRunStateTable | null> {
  if (row.state_id === null) return null;
  const [state] = await stateById(tx, { id: row.state_id });
  return state ?? null;
}
