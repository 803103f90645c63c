import type { taskRunsCountBody } from "@tutti/core/wire/task-run";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../dialect.ts";
import { taskRunScope } from "../filters/scope.ts";
import type { Database } from "../tables.ts";

export async function countTaskRuns(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof taskRunsCountBody>,
): Promise<number> {
  const { count } = await db
    .selectFrom("task_run")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(taskRunScope(dialectOf(db), params))
    .executeTakeFirstOrThrow();
  return count;
}
