import type { taskRunsCountBody } from "@tutti/core/wire/task-run";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { taskRunScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { countRows } from "../count-rows.ts";
import { taskRunAccess } from "./task-run-access.ts";

export async function countTaskRuns(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof taskRunsCountBody>,
): Promise<number> {
  return countRows(db, "task_run", await taskRunAccess(db, params), taskRunScope(dialectOf(db), params));
}
