import { formatInstant, instant } from "@tutti/core/instant";
import { estimatedRunTime, estimatedStartTimeDelta } from "@tutti/core/run-estimates";
import type { FlowRunPoint, flowRunPointsBody } from "@tutti/core/wire/prefect-ui";
import { sql, type Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import type { Database } from "../../tables.ts";
import { flowRunIds } from "./flow-run-ids.ts";

/** Runs as points of a scatter plot; a run with neither start nor expected start has no place there. */
export async function plotFlowRuns(
  db: Kysely<Database>,
  deps: Deps,
  params: z.output<typeof flowRunPointsBody>,
): Promise<FlowRunPoint[]> {
  const now = deps.now();
  const ids = await flowRunIds(db, params);
  const rows = await db
    .selectFrom("flow_run")
    .select(["id", "state_type", "state_timestamp", "expected_start_time", "start_time", "total_run_micros"])
    .where(oneOf(dialectOf(db), sql.ref("flow_run.id"), ids))
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (row === undefined) return [];
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
