import type { TaskRun, taskRunsFilterBody } from "@tutti/core/wire/task-run";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../dialect.ts";
import { taskRunScope } from "../filters/scope.ts";
import type { Database } from "../tables.ts";
import { TASK_RUN_ORDER } from "./run-order.ts";
import { taskRunsWithStates } from "./runs-with-states.ts";

export async function listTaskRuns(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof taskRunsFilterBody>,
): Promise<TaskRun[]> {
  const rows = await db
    .selectFrom("task_run")
    .selectAll()
    .where(taskRunScope(dialectOf(db), params))
    .orderBy(TASK_RUN_ORDER[params.sort])
    .limit(params.limit)
    .offset(params.offset)
    .execute();
  return taskRunsWithStates(db, rows, deps.now());
}
