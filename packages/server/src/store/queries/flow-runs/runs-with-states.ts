import type { Instant } from "@tutti/core/instant";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { TaskRun } from "@tutti/core/wire/task-run";
import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import { flowRunFromRow } from "../../rows/flow-run-row.ts";
import { taskRunFromRow } from "../../rows/task-run-row.ts";
import type { Database, FlowRunTable, TaskRunTable } from "../../tables.ts";
import { queuesInPools } from "../work-pools/queues-in-pools.ts";

// One more statement for all the states of a page, however many rows it has.

export async function flowRunsWithStates(
  db: Kysely<Database>,
  rows: readonly FlowRunTable[],
  now: Instant,
): Promise<FlowRun[]> {
  const ids = stateIds(rows);
  const isTheirs = oneOf(dialectOf(db), sql.ref("id"), ids);
  const states = ids.length === 0 ? [] : await db.selectFrom("flow_run_state").selectAll().where(isTheirs).execute();
  const byId = new Map(states.map((state) => [state.id, state]));
  const queues = await queuesInPools(db, rows);
  return rows.map((row) => {
    const parts = { state: byId.get(row.state_id ?? "") ?? null, queue: queues.get(row.work_queue_id) ?? null };
    return flowRunFromRow(row, parts, now);
  });
}

export async function taskRunsWithStates(
  db: Kysely<Database>,
  rows: readonly TaskRunTable[],
  now: Instant,
): Promise<TaskRun[]> {
  const ids = stateIds(rows);
  const isTheirs = oneOf(dialectOf(db), sql.ref("id"), ids);
  const states = ids.length === 0 ? [] : await db.selectFrom("task_run_state").selectAll().where(isTheirs).execute();
  const byId = new Map(states.map((state) => [state.id, state]));
  return rows.map((row) => taskRunFromRow(row, byId.get(row.state_id ?? "") ?? null, now));
}

function stateIds(rows: readonly { state_id: string | null }[]): string[] {
  return rows.map((row) => row.state_id).filter((id) => id !== null);
}
