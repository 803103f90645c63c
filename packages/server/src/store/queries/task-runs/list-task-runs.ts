import type { TaskRun, taskRunsFilterBody } from "@tutti/core/wire/task-run";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { taskRunScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { orderedIds } from "../ordered-ids.ts";
import { taskRunsByIds } from "../flow-runs/runs-by-ids.ts";
import { TASK_RUN_ORDER } from "../run-order.ts";
import { taskRunAccess } from "./task-run-access.ts";

export async function listTaskRuns(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof taskRunsFilterBody>,
): Promise<TaskRun[]> {
  const rows = await orderedIds(db, "task_run", {
    access: await taskRunAccess(db, params),
    scope: taskRunScope(dialectOf(db), params),
    within: [],
    order: TASK_RUN_ORDER[params.sort],
    limit: params.limit,
    offset: params.offset,
  });
  return taskRunsByIds(
    db,
    rows.map((row) => row.id),
    deps.now(),
  );
}
