import type { Instant } from "@tutti/core/instant";
import { TERMINAL_STATE_TYPES } from "@tutti/core/state-type";
import { sql, type RawBuilder } from "kysely";

// `core/run-estimates.ts` as SQL, for sums and averages over many runs. In microseconds.

type RunTable = "flow_run" | "task_run";

export function estimatedRunMicros(table: RunTable, now: Instant): RawBuilder<number> {
  const column = columnsOf(table);
  return sql<number>`${column("total_run_micros")} + case when ${column("state_type")} = 'RUNNING'
    then ${bigint(now)} - ${column("state_timestamp")} else 0 end`;
}

export function latenessMicros(table: RunTable, now: Instant): RawBuilder<number> {
  const column = columnsOf(table);
  const expected = column("expected_start_time");
  return sql<number>`case
    when ${column("start_time")} > ${expected} then ${column("start_time")} - ${expected}
    when ${column("start_time")} is null and ${bigint(now)} > ${expected}
      and ${column("state_type")} not in (${sql.join(TERMINAL_STATE_TYPES)}) then ${bigint(now)} - ${expected}
    else 0 end`;
}

/** A parameter both databases take for a whole number: SQLite's driver hands every number over as a float. */
export function bigint(value: number): RawBuilder<number> {
  return sql<number>`cast(${value} as bigint)`;
}

function columnsOf(table: RunTable) {
  return (name: string) => sql.ref(`${table}.${name}`);
}
