import type { Instant } from "@tutti/core/instant";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { TaskRun } from "@tutti/core/wire/task-run";
import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";
import { flowRunsWithStates, taskRunsWithStates } from "./runs-with-states.ts";

// Runs in the order of their ids; ids that name none are left out.

export async function flowRunsByIds(db: Kysely<Database>, ids: readonly string[], now: Instant): Promise<FlowRun[]> {
  if (ids.length === 0) return [];
  const isOneOfThem = oneOf(dialectOf(db), sql.ref("flow_run.id"), ids);
  const rows = await db.selectFrom("flow_run").selectAll().where(isOneOfThem).execute();
  return inOrderOf(ids, await flowRunsWithStates(db, rows, now));
}

export async function taskRunsByIds(db: Kysely<Database>, ids: readonly string[], now: Instant): Promise<TaskRun[]> {
  if (ids.length === 0) return [];
  const isOneOfThem = oneOf(dialectOf(db), sql.ref("task_run.id"), ids);
  const rows = await db.selectFrom("task_run").selectAll().where(isOneOfThem).execute();
  return inOrderOf(ids, await taskRunsWithStates(db, rows, now));
}

function inOrderOf<T extends { id: string }>(ids: readonly string[], runs: readonly T[]): T[] {
  const byId = new Map(runs.map((run) => [run.id, run]));
  return ids.map((id) => byId.get(id)).filter((run) => run !== undefined);
}
