import { formatInstant } from "@tutti/core/instant";
import type { Timeline, TimelineArtifact, TimelineSubflow } from "@tutti/core/wire/dashboard";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import { flowRunStart } from "../../filters/flow-run-conditions.ts";
import { formatOrNull } from "../../rows/format-or-null.ts";
import type { Database } from "../../tables.ts";
import { readFlowRun } from "./read-flow-run.ts";
import { runRows } from "./run-rows.ts";
import { runTree } from "./run-tree.ts";
import { timelineTasks } from "./timeline-tasks.ts";

const RUNS_MAX = 2000;
const TASK_RUNS_MAX = 20_000;
const ARTIFACTS_MAX = 1000;

/** All that the page of a run shows at first, or null when there is no such run. A fixed number of statements. */
export async function timeline(db: Kysely<Database>, deps: Deps, params: { id: string }): Promise<Timeline | null> {
  const flowRun = await readFlowRun(db, deps, params);
  const [row] = await runRows(db, [params.id], deps.now());
  if (flowRun === null || row === undefined) return null;
  const runIds = await runTree(db, params.id, RUNS_MAX + 1);
  const shownIds = runIds.slice(0, RUNS_MAX);
  const tasks = await timelineTasks(db, shownIds, TASK_RUNS_MAX);
  return {
    flow_run: flowRun,
    flow_name: row.flow_name,
    deployment_name: row.deployment_name,
    parent: row.parent,
    states: await statesOf(db, params.id),
    task_run_counts: row.task_run_counts,
    task_runs: tasks.shown,
    subflow_runs: await subflowsOf(db, shownIds, params.id),
    artifacts: await artifactsOf(db, shownIds),
    is_truncated: runIds.length > RUNS_MAX || tasks.hasMore,
  };
}

async function statesOf(db: Kysely<Database>, flowRunId: string): Promise<Timeline["states"]> {
  const rows = await db
    .selectFrom("flow_run_state")
    .select(["id", "type", "name", "timestamp", "message"])
    .where("flow_run_id", "=", flowRunId)
    .orderBy("timestamp")
    .execute();
  return rows.map((row) => ({ ...row, timestamp: formatInstant(row.timestamp) }));
}

async function subflowsOf(db: Kysely<Database>, runIds: readonly string[], rootId: string): Promise<TimelineSubflow[]> {
  const rows = await db
    .selectFrom("flow_run")
    .innerJoin("flow", "flow.id", "flow_run.flow_id")
    .innerJoin("task_run", "task_run.id", "flow_run.parent_task_run_id")
    .select([
      "flow_run.id",
      "flow_run.name",
      "flow_run.flow_id",
      "flow.name as flow_name",
      "task_run.id as parent_task_run_id",
      "task_run.flow_run_id as parent_flow_run_id",
      "flow_run.state_type",
      "flow_run.state_name",
      "flow_run.run_count",
      "flow_run.expected_start_time",
      "flow_run.start_time",
      "flow_run.end_time",
    ])
    .where(oneOf(dialectOf(db), sql.ref("flow_run.id"), runIds))
    .where("flow_run.id", "<>", rootId)
    .orderBy(flowRunStart)
    .orderBy("flow_run.id")
    .execute();
  return rows.map((row) => ({
    ...row,
    parent_flow_run_id: row.parent_flow_run_id ?? rootId,
    expected_start_time: formatOrNull(row.expected_start_time),
    start_time: formatOrNull(row.start_time),
    end_time: formatOrNull(row.end_time),
  }));
}

/** Results are stored as artifacts too, of the type `result` or of none; they are not shown. */
async function artifactsOf(db: Kysely<Database>, runIds: readonly string[]): Promise<TimelineArtifact[]> {
  const rows = await db
    .selectFrom("artifact")
    .select(["id", "key", "type", "description", "flow_run_id", "task_run_id", "created"])
    .where(oneOf(dialectOf(db), sql.ref("artifact.flow_run_id"), runIds))
    .where("type", "<>", "result")
    .orderBy("created")
    .orderBy("id")
    .limit(ARTIFACTS_MAX)
    .execute();
  return rows.map((row) => ({ ...row, created: formatInstant(row.created) }));
}
