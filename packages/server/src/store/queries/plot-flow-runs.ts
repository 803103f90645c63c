import { formatInstant, instant } from "@tutti/core/instant";
import { estimatedRunTime, estimatedStartTimeDelta } from "@tutti/core/run-estimates";
import type { FlowRunPoint, flowRunPointsBody } from "@tutti/core/wire/prefect-ui";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../dialect.ts";
import { flowRunScope } from "../filters/scope.ts";
import type { Database } from "../tables.ts";
import { FLOW_RUN_ORDER } from "./run-order.ts";

/** Runs as points of a scatter plot; a run with neither start nor expected start has no place there. */
export async function plotFlowRuns(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof flowRunPointsBody>,
): Promise<FlowRunPoint[]> {
  const now = deps.now();
  const rows = await db
    .selectFrom("flow_run")
    .select(["id", "state_type", "state_timestamp", "expected_start_time", "start_time", "total_run_micros"])
    .where(flowRunScope(dialectOf(db), params))
    .orderBy(FLOW_RUN_ORDER[params.sort])
    .limit(params.limit)
    .offset(params.offset)
    .execute();
  return rows.flatMap((row) => {
    const at = row.start_time ?? row.expected_start_time;
    if (at === null || row.state_type === null) return [];
    return {
      id: row.id,
      state_type: row.state_type,
      timestamp: formatInstant(instant(at)),
      duration: estimatedRunTime(row, now),
      lateness: estimatedStartTimeDelta(row, now),
    };
  });
}
