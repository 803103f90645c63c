import { formatInstant, instant, type Instant } from "@tutti/core/instant";
import { LENGTH_LEAST_SECONDS, LENGTH_ROWS_PER_DECADE } from "@tutti/core/length-row";
import { estimatedRunTime } from "@tutti/core/run-estimates";
import type { StateType } from "@tutti/core/state-type";
import type { RunsScatter, RunsScatterBody, ScatterCell, ScatterDot } from "@tutti/core/wire/dashboard-runs";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf, testOnly } from "../../dialect.ts";
import { combine, isNull, oneOf, type Condition } from "../../filters/condition.ts";
import { startBounds } from "../../filters/flow-run-candidates.ts";
import { flowRunStart } from "../../filters/flow-run-conditions.ts";
import { flowRunScope } from "../../filters/scope.ts";
import { bigint, estimatedRunMicros } from "../../run-estimate-columns.ts";
import type { Database } from "../../tables.ts";
import type { Access } from "../access.ts";
import { wayIn } from "../count-rows.ts";
import { orderedIds } from "../ordered-ids.ts";
import { FLOW_RUN_ORDER } from "../run-order.ts";
import { flowRunAccess } from "./flow-run-access.ts";
import { soughtRuns } from "./search-runs.ts";

const DOTS_MAX = 1000;
const COLUMNS = 96;

interface Selection {
  readonly access: Access;
  readonly scope: Condition;
  readonly within: readonly Condition[];
}

/** Runs that have begun, by start and length: a dot each up to a thousand, counted in cells beyond that. */
export async function runsScatter(db: Kysely<Database>, deps: Deps, params: RunsScatterBody): Promise<RunsScatter> {
  const now = deps.now();
  const sought = await soughtRuns(db, params, now);
  const begun = isNull(sql.ref("flow_run.start_time"), false);
  const selection = {
    access: await flowRunAccess(db, params, sought.candidates),
    scope: combine("and_", [flowRunScope(dialectOf(db), params), sought.condition, begun]),
    within: startBounds(params),
  };
  const newest = await ends(db, selection, "START_TIME_DESC", DOTS_MAX + 1);
  if (newest.length <= DOTS_MAX) {
    const ids = newest.map(({ id }) => id);
    return { kind: "dots", dots: await readDots(db, ids, now) };
  }
  const [oldest] = await ends(db, selection, "START_TIME_ASC", 1);
  const from = instant(Number(oldest?.key));
  // The last of them, too, is before the end.
  const until = instant(Math.max(Number(newest[0]?.key) + 1, from + COLUMNS));
  const cells = await countCells(db, selection, { from, until }, now);
  return { kind: "cells", from: formatInstant(from), until: formatInstant(until), columns: COLUMNS, cells };
}

function ends(db: Kysely<Database>, selection: Selection, sort: "START_TIME_ASC" | "START_TIME_DESC", limit: number) {
  return orderedIds(db, "flow_run", { ...selection, order: FLOW_RUN_ORDER[sort], limit, offset: 0 });
}

async function readDots(db: Kysely<Database>, ids: readonly string[], now: Instant): Promise<ScatterDot[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("flow_run")
    .innerJoin("flow", "flow.id", "flow_run.flow_id")
    .select(["flow_run.id", "flow_run.name", "flow.name as flow_name", "flow_run.expected_start_time"])
    .select(["state_type", "state_name", "state_timestamp", "start_time", "total_run_micros"])
    .where(oneOf(dialectOf(db), sql.ref("flow_run.id"), ids))
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (row === undefined || row.start_time === null) return [];
    const { name, flow_name, state_type, state_name } = row;
    const [start_time, estimated_run_time] = [formatInstant(row.start_time), estimatedRunTime(row, now)];
    return { id, name, flow_name, state_type, state_name, start_time, estimated_run_time };
  });
}

interface CellRow {
  column: number;
  row: number;
  state_type: StateType;
  runs: number;
}

async function countCells(
  db: Kysely<Database>,
  { access, scope, within }: Selection,
  { from, until }: { from: Instant; until: Instant },
  now: Instant,
): Promise<ScatterCell[]> {
  const width = Math.ceil((until - from) / COLUMNS);
  const { rows } = await sql<CellRow>`
    select (${flowRunStart} - ${bigint(from)}) / ${bigint(width)} as "column", ${lengthRow(now)} as "row",
      ${sql.ref("flow_run.state_type")} as state_type, count(*) as runs
    from flow_run
    where ${combine("and_", [wayIn(access), ...within])} and ${testOnly(dialectOf(db), scope)}
      and ${sql.ref("flow_run.state_type")} is not null
    group by 1, 2, 3 order by 1, 2`.execute(db);
  const byPlace = Map.groupBy(rows, ({ column, row }) => `${column} ${row}`);
  return [...byPlace.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const counts = Object.fromEntries(group.map(({ state_type, runs }) => [state_type, runs]));
    return { column: first.column, row: first.row, counts };
  });
}

/** `lengthOfRow` of `core/length-row.ts` turned round. */
function lengthRow(now: Instant) {
  const least = LENGTH_LEAST_SECONDS * 1_000_000;
  const perUnit = LENGTH_ROWS_PER_DECADE / Math.LN10;
  const micros = sql`(${estimatedRunMicros("flow_run", now)})`;
  return sql<number>`case when ${micros} <= ${bigint(least)} then 0
    else cast(floor(ln(cast(${micros} as double precision) / ${sql.lit(least)}) * ${sql.lit(perUnit)}) as integer) end`;
}
