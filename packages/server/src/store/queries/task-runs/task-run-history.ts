import type { History, taskRunHistoryBody } from "@tutti/core/wire/history";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { taskRunScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { runHistory } from "../run-history.ts";

export async function taskRunHistory(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof taskRunHistoryBody>,
): Promise<History> {
  return runHistory(db, "task_run", taskRunScope(dialectOf(db), params), params, deps.now());
}
