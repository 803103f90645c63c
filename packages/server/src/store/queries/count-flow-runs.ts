import type { flowRunsCountBody } from "@tutti/core/wire/flow-run";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../dialect.ts";
import { flowRunScope } from "../filters/scope.ts";
import type { Database } from "../tables.ts";

export async function countFlowRuns(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof flowRunsCountBody>,
): Promise<number> {
  const { count } = await db
    .selectFrom("flow_run")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(flowRunScope(dialectOf(db), params))
    .executeTakeFirstOrThrow();
  return count;
}
