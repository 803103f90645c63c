import { formatInstant, type Instant } from "@tutti/core/instant";
import { estimatedRunTime } from "@tutti/core/run-estimates";
import type { RunRow, StateCounts } from "@tutti/core/wire/dashboard";
import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import { fromJson } from "../../rows/json-column.ts";
import { formatOrNull } from "../../rows/format-or-null.ts";
import type { Database } from "../../tables.ts";

const MESSAGE_LENGTH_MAX = 500;

/** The dashboard's rows of these runs, in the order of the ids. Two statements, however many runs. */
export async function runRows(db: Kysely<Database>, ids: readonly string[], now: Instant): Promise<RunRow[]> {
  if (ids.length === 0) return [];
  const rows = await selectRuns(db, ids);
  const tallies = await tallyTaskRuns(db, ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : toRunRow(row, tallies.get(id) ?? NO_TASK_RUNS, now);
  });
}

type Row = Awaited<ReturnType<typeof selectRuns>>[number];

/** Runs by id, then what belongs to each: never a join that the planner could begin elsewhere. */
function selectRuns(db: Kysely<Database>, ids: readonly string[]) {
  return db
    .selectFrom("flow_run")
    .innerJoin("flow", "flow.id", "flow_run.flow_id")
    .leftJoin("deployment", "deployment.id", "flow_run.deployment_id")
    .leftJoin("work_queue", "work_queue.id", "flow_run.work_queue_id")
    .leftJoin("work_pool", "work_pool.id", "work_queue.work_pool_id")
    .leftJoin("flow_run_state as state", "state.id", "flow_run.state_id")
    .leftJoin("task_run as parent_task", "parent_task.id", "flow_run.parent_task_run_id")
    .leftJoin("flow_run as parent", "parent.id", "parent_task.flow_run_id")
    .select([
      "flow_run.id",
      "flow_run.name",
      "flow_run.flow_id",
      "flow.name as flow_name",
      "flow_run.deployment_id",
      "deployment.name as deployment_name",
      "work_pool.name as work_pool_name",
      "flow_run.flow_version",
      "flow_run.parent_task_run_id",
      "parent.id as parent_id",
      "parent.name as parent_name",
      "flow_run.tags",
      "flow_run.state_type",
      "flow_run.state_name",
      "flow_run.state_timestamp",
      "flow_run.run_count",
      "flow_run.created",
      "flow_run.expected_start_time",
      "flow_run.next_scheduled_start_time",
      "flow_run.start_time",
      "flow_run.end_time",
      "flow_run.total_run_micros",
    ])
    .select(sql<string | null>`substr(state.message, 1, ${sql.lit(MESSAGE_LENGTH_MAX)})`.as("state_message"))
    .where(oneOf(dialectOf(db), sql.ref("flow_run.id"), ids))
    .execute();
}

interface Tally {
  readonly taskRuns: StateCounts;
  readonly subflows: number;
}
const NO_TASK_RUNS: Tally = { taskRuns: {}, subflows: 0 };

/** Task runs by state, apart from those that stand for a subflow run. */
async function tallyTaskRuns(db: Kysely<Database>, ids: readonly string[]): Promise<Map<string | null, Tally>> {
  const rows = await db
    .selectFrom("task_run")
    .leftJoin("flow_run as subflow", "subflow.parent_task_run_id", "task_run.id")
    .select(({ fn }) => [
      "task_run.flow_run_id",
      "task_run.state_type",
      sql<number>`case when subflow.id is null then 0 else 1 end`.as("is_subflow"),
      fn.countAll<number>().as("count"),
    ])
    .where(oneOf(dialectOf(db), sql.ref("task_run.flow_run_id"), ids))
    .groupBy(["task_run.flow_run_id", "task_run.state_type", "is_subflow"])
    .execute();
  return new Map([...Map.groupBy(rows, (row) => row.flow_run_id)].map(([id, group]) => [id, toTally(group)]));
}

function toTally(rows: readonly { state_type: Row["state_type"]; is_subflow: number; count: number }[]): Tally {
  const taskRuns: StateCounts = {};
  let subflows = 0;
  for (const { state_type, is_subflow, count } of rows) {
    if (is_subflow === 1) subflows += count;
    else if (state_type !== null) taskRuns[state_type] = count;
  }
  return { taskRuns, subflows };
}

function toRunRow(row: Row, tally: Tally, now: Instant): RunRow {
  return {
    id: row.id,
    name: row.name,
    flow_id: row.flow_id,
    flow_name: row.flow_name,
    deployment_id: row.deployment_id,
    deployment_name: row.deployment_name,
    work_pool_name: row.work_pool_name,
    flow_version: row.flow_version,
    parent: parentOf(row),
    tags: fromJson(row.tags),
    state_type: row.state_type,
    state_name: row.state_name,
    state_timestamp: formatOrNull(row.state_timestamp),
    state_message: row.state_message,
    run_count: row.run_count,
    created: formatInstant(row.created),
    expected_start_time: formatOrNull(row.expected_start_time),
    next_scheduled_start_time: formatOrNull(row.next_scheduled_start_time),
    start_time: formatOrNull(row.start_time),
    end_time: formatOrNull(row.end_time),
    estimated_run_time: estimatedRunTime(row, now),
    task_run_counts: tally.taskRuns,
    subflow_run_count: tally.subflows,
  };
}

function parentOf({ parent_id, parent_name, parent_task_run_id }: Row): RunRow["parent"] {
  if (parent_id === null || parent_name === null || parent_task_run_id === null) return null;
  return { flow_run_id: parent_id, flow_run_name: parent_name, task_run_id: parent_task_run_id };
}
