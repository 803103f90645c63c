import type { FlowRun, flowRunsFilterBody } from "@tutti/core/wire/flow-run";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { flowRunIds } from "./flow-run-ids.ts";
import { flowRunsByIds } from "./runs-by-ids.ts";

export async function listFlowRuns(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof flowRunsFilterBody>,
): Promise<FlowRun[]> {
  return flowRunsByIds(db, await flowRunIds(db, params), deps.now());
}
