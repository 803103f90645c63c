import type { StateType } from "@tutti/core/state-type";
import type { RunsByFlow, RunsByFlowBody } from "@tutti/core/wire/dashboard-runs";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf, testOnly } from "../../dialect.ts";
import { combine, type Condition } from "../../filters/condition.ts";
import { startBounds } from "../../filters/flow-run-candidates.ts";
import { flowRunStart } from "../../filters/flow-run-conditions.ts";
import { flowRunScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { wayIn } from "../count-rows.ts";
import { flowRunAccess } from "./flow-run-access.ts";
import { runRows } from "./run-rows.ts";
import { soughtRuns } from "./search-runs.ts";

/** The runs that match, flow by flow: the newest of each, and how many there are in which state. */
export async function runsByFlow(db: Kysely<Database>, deps: Deps, params: RunsByFlowBody): Promise<RunsByFlow> {
  const now = deps.now();
  const sought = await soughtRuns(db, params, now);
  const access = await flowRunAccess(db, params, sought.candidates);
  const scope = combine("and_", [flowRunScope(dialectOf(db), params), sought.condition]);
  const matching = sql`${combine("and_", [wayIn(access), ...startBounds(params)])}
    and ${testOnly(dialectOf(db), scope)} and ${sql.ref("flow_run.state_type")} is not null`;
  const newest = await newestOfFlows(db, matching);
  const shown = newest.slice(0, params.limit);
  const counts = await countsOfFlows(db, matching);
  const runs = await runRows(
    db,
    shown.map(({ id }) => id),
    now,
  );
  return {
    flows: runs.map((run) => ({ newest: run, counts: counts.get(run.flow_id) ?? {} })),
    total: newest.length,
  };
}

type Matching = ReturnType<typeof sql> | Condition;

/** One run of each flow, the newest of all first. */
async function newestOfFlows(db: Kysely<Database>, matching: Matching): Promise<{ id: string }[]> {
  const id = sql.ref("flow_run.id");
  const { rows } = await sql<{ id: string }>`
    select id from (
      select ${id} as id, ${flowRunStart} as start, row_number() over (
        partition by ${sql.ref("flow_run.flow_id")} order by ${flowRunStart} desc nulls last, ${id} desc) as place
      from flow_run where ${matching}) as placed
    where place = 1 order by start desc nulls last, id desc`.execute(db);
  return rows;
}

async function countsOfFlows(db: Kysely<Database>, matching: Matching): Promise<Map<string, Record<string, number>>> {
  const { rows } = await sql<{ flow_id: string; state_type: StateType; runs: number }>`
    select ${sql.ref("flow_run.flow_id")} as flow_id, ${sql.ref("flow_run.state_type")} as state_type, count(*) as runs
    from flow_run where ${matching} group by 1, 2`.execute(db);
  const byFlow = Map.groupBy(rows, ({ flow_id }) => flow_id);
  return new Map(
    [...byFlow].map(([flow, states]) => [
      flow,
      Object.fromEntries(states.map(({ state_type, runs }) => [state_type, runs])),
    ]),
  );
}
