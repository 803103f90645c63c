import { formatInstant } from "@tutti/core/instant";
import type { StateMark, TimelineTask } from "@tutti/core/wire/dashboard";
import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import { fromJson } from "../../rows/json-column.ts";
import { formatOrNull } from "../../rows/format-or-null.ts";
import type { Database } from "../../tables.ts";
import { encapsulatingIds, upstreamIds } from "../task-runs/task-inputs.ts";

/** The task runs of these flow runs, earliest first, at most so many. */
export async function timelineTasks(
  db: Kysely<Database>,
  flowRunIds: readonly string[],
  max: number,
): Promise<{ shown: TimelineTask[]; hasMore: boolean }> {
  const rows = await selectTasks(db, flowRunIds, max + 1);
  const shown = rows.slice(0, max);
  const repeated = shown.filter((row) => row.run_count > 1).map((row) => row.id);
  const histories = await stateHistories(db, repeated);
  return { shown: shown.map((row) => toTask(row, histories.get(row.id) ?? null)), hasMore: rows.length > max };
}

type Row = Awaited<ReturnType<typeof selectTasks>>[number];

function selectTasks(db: Kysely<Database>, flowRunIds: readonly string[], limit: number) {
  return db
    .selectFrom("task_run")
    .leftJoin("flow_run as subflow", "subflow.parent_task_run_id", "task_run.id")
    .select([
      "task_run.id",
      "task_run.flow_run_id",
      "task_run.name",
      "task_run.task_key",
      "task_run.state_type",
      "task_run.state_name",
      "task_run.run_count",
      "task_run.expected_start_time",
      "task_run.start_time",
      "task_run.end_time",
      "task_run.task_inputs",
      "subflow.id as subflow_run_id",
    ])
    .where(oneOf(dialectOf(db), sql.ref("task_run.flow_run_id"), flowRunIds))
    .orderBy(sql`coalesce(task_run.start_time, task_run.expected_start_time)`)
    .orderBy("task_run.id")
    .limit(limit)
    .execute();
}

/** Only task runs that ran more than once have a history that their row does not tell. */
async function stateHistories(db: Kysely<Database>, taskRunIds: readonly string[]): Promise<Map<string, StateMark[]>> {
  if (taskRunIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("task_run_state")
    .select(["task_run_id", "type", "name", "timestamp"])
    .where(oneOf(dialectOf(db), sql.ref("task_run_id"), taskRunIds))
    .orderBy("timestamp")
    .orderBy("id")
    .execute();
  const groups = [...Map.groupBy(rows, (row) => row.task_run_id)];
  return new Map(
    groups.map(([id, group]) => [
      id,
      group.map(({ type, name, timestamp }) => ({ type, name, timestamp: formatInstant(timestamp) })),
    ]),
  );
}

function toTask(row: Row, states: StateMark[] | null): TimelineTask {
  const inputs = fromJson(row.task_inputs);
  return {
    id: row.id,
    flow_run_id: row.flow_run_id ?? "",
    name: row.name,
    task_key: row.task_key,
    state_type: row.state_type,
    state_name: row.state_name,
    run_count: row.run_count,
    expected_start_time: formatOrNull(row.expected_start_time),
    start_time: formatOrNull(row.start_time),
    end_time: formatOrNull(row.end_time),
    subflow_run_id: row.subflow_run_id,
    upstream: upstreamIds(inputs),
    encapsulating: encapsulatingIds(inputs),
    states,
  };
}
