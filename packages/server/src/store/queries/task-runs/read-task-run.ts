import type { TaskRun } from "@tutti/core/wire/task-run";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { taskRunsWithStates } from "../flow-runs/runs-with-states.ts";

export async function readTaskRun(db: Kysely<Database>, deps: Deps, params: { id: string }): Promise<TaskRun | null> {
  const rows = await db.selectFrom("task_run").selectAll().where("id", "=", params.id).execute();
  const [run] = await taskRunsWithStates(db, rows, deps.now());
  return run ?? null;
}
