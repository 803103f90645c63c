import type { Instant } from "@tutti/core/instant";
import type { StateType } from "@tutti/core/state-type";
import type { StateCounts } from "@tutti/core/wire/dashboard";
import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { oneOf } from "../../filters/condition.ts";
import { formatOrNull } from "../../rows/format-or-null.ts";
import type { Database } from "../../tables.ts";

/** All calls of one task in a run, in figures. */
export interface TaskTally {
  readonly flow_run_id: string;
  readonly task_key: string;
  readonly counts: StateCounts;
  /** From start to end, summed over the calls that have both. */
  readonly seconds: number;
  /** Of the first call that began. */
  readonly start_time: string | null;
}

interface Row {
  readonly flow_run_id: string | null;
  readonly task_key: string;
  readonly state_type: StateType | null;
  readonly count: number;
  readonly micros: number;
  readonly first: Instant | null;
}

/** What became of the tasks of each of these runs, the first that began first; by run. */
export async function taskTallies(db: Kysely<Database>, runIds: readonly string[]): Promise<Map<string, TaskTally[]>> {
  const rows = await db
    .selectFrom("task_run")
    .select(({ fn }) => [
      "flow_run_id",
      "task_key",
      "state_type",
      fn.countAll<number>().as("count"),
      sql<number>`cast(coalesce(sum(end_time - start_time), 0) as bigint)`.as("micros"),
      fn.min("start_time").as("first"),
    ])
    .where(oneOf(dialectOf(db), sql.ref("flow_run_id"), runIds))
    .groupBy(["flow_run_id", "task_key", "state_type"])
    .execute();
  const byTask = [...Map.groupBy(rows, (row) => JSON.stringify([row.flow_run_id, row.task_key])).values()];
  return Map.groupBy(byTask.toSorted(byStart).flatMap(tallyOf), (tally) => tally.flow_run_id);
}

function firstStart(rows: readonly Row[]): number | null {
  const starts = rows.flatMap(({ first }) => first ?? []);
  return starts.length === 0 ? null : Math.min(...starts);
}

/** What has not begun comes last. */
function byStart(a: readonly Row[], b: readonly Row[]): number {
  return (firstStart(a) ?? Infinity) - (firstStart(b) ?? Infinity) || compare(a[0]?.task_key, b[0]?.task_key);
}

function compare(a = "", b = ""): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function tallyOf(rows: readonly Row[]): TaskTally[] {
  const [{ flow_run_id, task_key } = { flow_run_id: null, task_key: "" }] = rows;
  if (flow_run_id === null) return [];
  const counts = Object.fromEntries(
    rows.flatMap((row) => (row.state_type === null ? [] : [[row.state_type, row.count]])),
  );
  const micros = rows.reduce((sum, row) => sum + row.micros, 0);
  return [{ flow_run_id, task_key, counts, seconds: micros / 1e6, start_time: formatOrNull(firstStart(rows)) }];
}
