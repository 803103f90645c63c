import type { FlowRun, flowRunsFilterBody } from "@tutti/core/wire/flow-run";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../dialect.ts";
import { flowRunScope } from "../filters/scope.ts";
import type { Database } from "../tables.ts";
import { FLOW_RUN_ORDER } from "./run-order.ts";
import { flowRunsWithStates } from "./runs-with-states.ts";

export async function listFlowRuns(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof flowRunsFilterBody>,
): Promise<FlowRun[]> {
  const rows = await db
    .selectFrom("flow_run")
    .selectAll()
    .where(flowRunScope(dialectOf(db), params))
    .orderBy(FLOW_RUN_ORDER[params.sort])
    .limit(params.limit)
    .offset(params.offset)
    .execute();
  return flowRunsWithStates(db, rows, deps.now());
}
