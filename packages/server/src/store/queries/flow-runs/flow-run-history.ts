import type { flowRunHistoryBody, History } from "@tutti/core/wire/history";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { flowRunScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { runHistory } from "../run-history.ts";

export async function flowRunHistory(
  db: Kysely<Database>,
  deps: Deps,
  { work_queues, ...params }: z.output<typeof flowRunHistoryBody>,
): Promise<History> {
  const scope = flowRunScope(dialectOf(db), { ...params, work_pool_queues: work_queues });
  return runHistory(db, "flow_run", scope, params, deps.now());
}
