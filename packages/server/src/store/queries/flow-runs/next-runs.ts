import { formatInstant, type Instant } from "@tutti/core/instant";
import type { NextMark } from "@tutti/core/wire/dashboard";
import { sql, type Kysely } from "kysely";
import type { Database } from "../../tables.ts";

interface Wanted {
  readonly owner: "flow_id" | "deployment_id";
  readonly ids: readonly string[];
}

/** The first run of each flow or deployment that is yet to come: one entry of an index for each. */
export async function nextRuns(
  db: Kysely<Database>,
  { owner, ids }: Wanted,
  now: Instant,
): Promise<Map<string, NextMark>> {
  if (ids.length === 0) return new Map();
  const ofEach = ids.map(
    (
      id,
    ) => sql`select * from (select id, name, ${sql.ref(owner)} as owner, next_scheduled_start_time as due from flow_run
      where ${sql.ref(owner)} = ${id} and state_type = 'SCHEDULED' and next_scheduled_start_time > ${now}
      order by next_scheduled_start_time, id limit 1) as next`,
  );
  const { rows } = await sql<{ id: string; name: string; owner: string; due: Instant }>`${sql.join(
    ofEach,
    sql` union all `,
  )}`.execute(db);
  return new Map(rows.map(({ id, name, owner: of, due }) => [of, { id, name, at: formatInstant(due) }]));
}
