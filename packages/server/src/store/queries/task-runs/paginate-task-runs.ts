import type { TaskRun, taskRunsPaginateBody } from "@tutti/core/wire/task-run";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { offsetOf, pageOf, type Page } from "../paging.ts";
import { countTaskRuns } from "./count-task-runs.ts";
import { listTaskRuns } from "./list-task-runs.ts";

export async function paginateTaskRuns(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof taskRunsPaginateBody>,
): Promise<Page<TaskRun>> {
  const results = await listTaskRuns(db, deps, { ...params, offset: offsetOf(params) });
  return pageOf(results, await countTaskRuns(db, deps, params), params);
}
