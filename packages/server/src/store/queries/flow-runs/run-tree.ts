import { sql, type Kysely } from "kysely";
import type { Database } from "../../tables.ts";

/**
 * Ids of a run and of the subflow runs below it, at any depth, the run itself first; at most so many. Each level goes
 * from a run to its task runs to the subflows they stand for: `cross join` keeps SQLite to that order.
 */
export async function runTree(db: Kysely<Database>, flowRunId: string, max: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive tree (id, depth) as (
      select flow_run.id, 0 from flow_run where flow_run.id = ${flowRunId}
      union
      select subflow.id, tree.depth + 1
      from tree cross join task_run cross join flow_run as subflow
      where task_run.flow_run_id = tree.id and subflow.parent_task_run_id = task_run.id and tree.depth < ${DEPTH_MAX}
    )
    select id from tree order by depth, id limit ${max}`.execute(db);
  return [...new Set(rows.map((row) => row.id))];
}

/** Deeper than anybody calls; ends a circle, which only a broken client could report. */
const DEPTH_MAX = 64;
