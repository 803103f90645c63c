import type { FlowRun, flowRunsPaginateBody } from "@tutti/core/wire/flow-run";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { offsetOf, pageOf, type Page } from "../paging.ts";
import { countFlowRuns } from "./count-flow-runs.ts";
import { listFlowRuns } from "./list-flow-runs.ts";

export async function paginateFlowRuns(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof flowRunsPaginateBody>,
): Promise<Page<FlowRun>> {
  const results = await listFlowRuns(db, deps, { ...params, offset: offsetOf(params) });
  return pageOf(results, await countFlowRuns(db, deps, params), params);
}
