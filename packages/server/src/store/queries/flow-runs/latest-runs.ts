import type { Instant } from "@tutti/core/instant";
import { estimatedRunTime } from "@tutti/core/run-estimates";
import type { RunMark } from "@tutti/core/wire/dashboard";
import { sql, type Kysely } from "kysely";
import { formatOrNull } from "../../rows/format-or-null.ts";
import type { Database, FlowRunTable } from "../../tables.ts";

type Owner = "flow_id" | "deployment_id";

export type LatestRun = Pick<
  FlowRunTable,
  | "id"
  | "name"
  | Owner
  | "state_type"
  | "state_name"
  | "state_timestamp"
  | "expected_start_time"
  | "start_time"
  | "end_time"
  | "total_run_micros"
>;

interface Wanted {
  readonly owner: Owner;
  readonly ids: readonly string[];
  /** At most so many of each. */
  readonly count: number;
}

/**
 * Runs of flows or deployments that have started or should have, newest first, by their owner: one index range each, in
 * one statement.
 */
export async function latestRuns(
  db: Kysely<Database>,
  { owner, ids, count }: Wanted,
  now: Instant,
): Promise<Map<string | null, LatestRun[]>> {
  if (ids.length === 0) return new Map();
  const ofEach = ids.map(
    (id) => sql`select * from (
      select id, name, flow_id, deployment_id, state_type, state_name, state_timestamp, expected_start_time, start_time,
        end_time, total_run_micros
      from flow_run where ${sql.ref(owner)} = ${id} and coalesce(start_time, expected_start_time) <= ${now}
      order by coalesce(start_time, expected_start_time) desc, id desc limit ${sql.lit(count)}) as latest`,
  );
  const { rows } = await sql<LatestRun>`${sql.join(ofEach, sql` union all `)}`.execute(db);
  return Map.groupBy(rows, (run) => run[owner]);
}

/** When the newest run of the row that `owner` names began or should have; 0 when it never ran. A key to sort by. */
export function lastRunStart(owner: Owner, id: string, now: Instant) {
  return sql`coalesce((select coalesce(start_time, expected_start_time) from flow_run
    where ${sql.ref(`flow_run.${owner}`)} = ${sql.ref(id)} and coalesce(start_time, expected_start_time) <= ${now}
    order by coalesce(start_time, expected_start_time) desc limit 1), 0)`;
}

export function toRunMark(run: LatestRun, now: Instant): RunMark {
  return {
    id: run.id,
    name: run.name,
    state_type: run.state_type,
    state_name: run.state_name,
    expected_start_time: formatOrNull(run.expected_start_time),
    start_time: formatOrNull(run.start_time),
    end_time: formatOrNull(run.end_time),
    estimated_run_time: estimatedRunTime(run, now),
  };
}
