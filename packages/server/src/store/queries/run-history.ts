import type { Instant } from "@tutti/core/instant";
import { formatInstant, instant } from "@tutti/core/instant";
import type { StateType } from "@tutti/core/state-type";
import type { History } from "@tutti/core/wire/history";
import { sql, type Kysely } from "kysely";
import type { Condition } from "../filters/condition.ts";
import type { Database } from "../tables.ts";
import { bigint, estimatedRunMicros, latenessMicros } from "../run-estimate-columns.ts";

const BUCKETS_MAX = 500;
const MICROS = 1_000_000;

export interface HistoryRange {
  readonly history_start: Instant;
  readonly history_end: Instant;
  readonly history_interval_seconds: number;
}

interface BucketRow {
  bucket: number;
  state_type: StateType;
  state_name: string;
  runs: number;
  run_micros: number;
  lateness_micros: number;
}

/**
 * Runs counted by state in intervals of their expected start. Intervals are whole: the last one reaches past the end
 * when the range is no multiple. There are at most 500, counted from the start; what is later is left out.
 */
export async function runHistory(
  db: Kysely<Database>,
  table: "flow_run" | "task_run",
  scope: Condition,
  range: HistoryRange,
  now: Instant,
): Promise<History> {
  const width = Math.round(range.history_interval_seconds * MICROS);
  const start = range.history_start;
  const buckets = Math.min(BUCKETS_MAX, Math.max(0, Math.ceil((range.history_end - start) / width)));
  if (buckets === 0) return [];
  const expected = sql.ref(`${table}.expected_start_time`);
  const { rows } = await sql<BucketRow>`
    select (${expected} - ${bigint(start)}) / ${bigint(width)} as bucket,
      ${sql.ref(`${table}.state_type`)} as state_type, ${sql.ref(`${table}.state_name`)} as state_name,
      count(*) as runs,
      cast(sum(${estimatedRunMicros(table, now)}) as bigint) as run_micros,
      cast(sum(${latenessMicros(table, now)}) as bigint) as lateness_micros
    from ${sql.table(table)}
    where ${expected} >= ${start} and ${expected} < ${start + buckets * width}
      and ${sql.ref(`${table}.state_type`)} is not null and ${scope}
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return Array.from({ length: buckets }, (_, bucket) => ({
    interval_start: formatInstant(instant(start + bucket * width)),
    interval_end: formatInstant(instant(start + (bucket + 1) * width)),
    states: rows.filter((row) => row.bucket === bucket).map(stateCount),
  }));
}

function stateCount(row: BucketRow): History[number]["states"][number] {
  return {
    state_type: row.state_type,
    state_name: row.state_name,
    count_runs: row.runs,
    sum_estimated_run_time: row.run_micros / MICROS,
    sum_estimated_lateness: row.lateness_micros / MICROS,
  };
}
