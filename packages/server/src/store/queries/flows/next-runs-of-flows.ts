import { formatInstant } from "@tutti/core/instant";
import type { NextRun } from "@tutti/core/wire/prefect-ui";
import { sql, type Kysely, type SqlBool } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf, valueTable } from "../../dialect.ts";
import type { Database } from "../../tables.ts";

/** The scheduled run of each flow that is due first; null for a flow that has none. */
export async function nextRunsOfFlows(
  db: Kysely<Database>,
  _deps: Deps,
  { flow_ids }: { flow_ids: readonly string[] },
): Promise<Record<string, NextRun | null>> {
  const first = sql`select due.id from flow_run as due where due.flow_id = wanted.value
    and due.state_type = 'SCHEDULED' order by due.next_scheduled_start_time, due.id limit 1`;
  const rows = await db
    .selectFrom("flow_run")
    .select(["id", "flow_id", "name", "state_name", "state_type", "next_scheduled_start_time"])
    .where(
      sql<SqlBool>`${sql.ref("flow_run.id")} in
        (select (${first}) from ${valueTable(dialectOf(db), flow_ids)} as wanted)`,
    )
    .execute();
  const next = new Map(rows.flatMap((row) => toNextRun(row).map((run) => [row.flow_id, run] as const)));
  return Object.fromEntries(flow_ids.map((id) => [id, next.get(id) ?? null]));
}

type Row = Pick<
  Database["flow_run"],
  "id" | "flow_id" | "name" | "state_name" | "state_type" | "next_scheduled_start_time"
>;

function toNextRun({ id, flow_id, name, state_name, state_type, next_scheduled_start_time: due }: Row): NextRun[] {
  if (state_type === null || due === null) return [];
  return [
    { id, flow_id, name, state_name: state_name ?? "", state_type, next_scheduled_start_time: formatInstant(due) },
  ];
}
