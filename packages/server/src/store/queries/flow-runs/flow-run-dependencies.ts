import type { DependencyResult } from "@tutti/core/wire/graph";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { encapsulatingIds, upstreamIds } from "../task-runs/task-inputs.ts";
import { taskRunsWithStates } from "./runs-with-states.ts";

/** The task runs of a flow run with what they depend on, newest first; null when there is no such run. */
export async function flowRunDependencies(
  db: Kysely<Database>,
  deps: Deps,
  params: { id: string },
): Promise<DependencyResult[] | null> {
  const flowRun = await db.selectFrom("flow_run").select("id").where("id", "=", params.id).executeTakeFirst();
  if (flowRun === undefined) return null;
  const rows = await db
    .selectFrom("task_run")
    .selectAll()
    .where("flow_run_id", "=", params.id)
    .orderBy("id", "desc")
    .execute();
  const runs = await taskRunsWithStates(db, rows, deps.now());
  return runs.map((run) => ({
    id: run.id,
    name: run.name,
    upstream_dependencies: [...new Set([...upstreamIds(run.task_inputs), ...encapsulatingIds(run.task_inputs)])].map(
      (id) => ({ input_type: "task_run", id }),
    ),
    state: run.state,
    expected_start_time: run.expected_start_time,
    start_time: run.start_time,
    end_time: run.end_time,
    total_run_time: run.total_run_time,
    estimated_run_time: run.estimated_run_time,
    untrackable_result: run.state?.state_details.untrackable_result ?? false,
  }));
}
