import { formatInstant, type Instant } from "@tutti/core/instant";
import { estimatedRunTime } from "@tutti/core/run-estimates";
import type { FlowRow, FlowsPage, FlowsPageBody, FlowsPageSort, RunMark } from "@tutti/core/wire/dashboard";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../dialect.ts";
import { combine, contains, given } from "../filters/condition.ts";
import { flowScope } from "../filters/scope.ts";
import { fromJson } from "../rows/json-column.ts";
import { formatOrNull } from "../rows/format-or-null.ts";
import type { Database, FlowRunTable } from "../tables.ts";
import { countSome } from "./count-rows.ts";
import { afterCursor, cutPage, totalOf, type KeysetOrder } from "./keyset.ts";
import { inOrder } from "./ordered-ids.ts";

const COUNTED_RUNS = 100;
const SHOWN_RUNS = 25;
const EVERY_FLOW = { kind: "walk", lookup: null, inStartOrder: null } as const;

/** A page of the dashboard's list of flows, each with its latest runs. Three statements, however many flows. */
export async function flowsPage(db: Kysely<Database>, deps: Deps, params: FlowsPageBody): Promise<FlowsPage> {
  const dialect = dialectOf(db);
  const now = deps.now();
  const order = orderOf(params.sort, now);
  const scope = combine("and_", [
    flowScope(dialect, params),
    ...given(params.search, (text) =>
      combine("or_", [contains(dialect, sql.ref("flow.name"), text), sql`flow.id = ${text.toLowerCase()}`]),
    ),
  ]);
  const rows = await db
    .selectFrom("flow")
    .select(["id", "name", "tags", "created"])
    .select(sql<number | string>`${order.key}`.as("key"))
    .where(scope)
    .where(afterCursor(params.cursor, order))
    .orderBy(inOrder(order.key, order.id, order))
    .limit(params.limit + 1)
    .execute();
  const { page, nextCursor } = cutPage(rows, params.limit);
  const runs = Map.groupBy(
    await latestRuns(
      db,
      page.map((row) => row.id),
      now,
    ),
    (run) => run.flow_id,
  );
  return {
    results: page.map((row) => toFlowRow(row, runs.get(row.id) ?? [], now)),
    next_cursor: nextCursor,
    total: await totalOf(params.cursor, page.length, nextCursor, () => countSome(db, "flow", EVERY_FLOW, scope)),
  };
}

function orderOf(sort: FlowsPageSort, now: Instant): KeysetOrder {
  const id = sql.ref("flow.id");
  const name = sql.ref("flow.name");
  const orders: Record<FlowsPageSort, KeysetOrder> = {
    NAME_ASC: { keyType: "text", key: name, id, direction: "asc" },
    NAME_DESC: { keyType: "text", key: name, id, direction: "desc" },
    CREATED_DESC: { keyType: "number", key: sql.ref("flow.created"), id, direction: "desc" },
    LAST_RUN_DESC: { keyType: "number", key: lastRunStart(now), id, direction: "desc" },
  };
  return orders[sort];
}

/** 0 for a flow that never ran. */
function lastRunStart(now: Instant) {
  return sql`coalesce((select coalesce(start_time, expected_start_time) from flow_run
    where flow_run.flow_id = flow.id and coalesce(start_time, expected_start_time) <= ${now}
    order by coalesce(start_time, expected_start_time) desc limit 1), 0)`;
}

type RunOfFlow = Pick<
  FlowRunTable,
  | "id"
  | "name"
  | "flow_id"
  | "state_type"
  | "state_name"
  | "state_timestamp"
  | "expected_start_time"
  | "start_time"
  | "end_time"
  | "total_run_micros"
>;

/** Runs that have started or should have, newest first for each flow: one index range per flow, in one statement. */
async function latestRuns(db: Kysely<Database>, flowIds: readonly string[], now: Instant): Promise<RunOfFlow[]> {
  if (flowIds.length === 0) return [];
  const ofEach = flowIds.map(
    (id) => sql`select * from (
      select id, name, flow_id, state_type, state_name, state_timestamp, expected_start_time, start_time, end_time,
        total_run_micros
      from flow_run where flow_id = ${id} and coalesce(start_time, expected_start_time) <= ${now}
      order by coalesce(start_time, expected_start_time) desc, id desc limit ${sql.lit(COUNTED_RUNS)}) as latest`,
  );
  const { rows } = await sql<RunOfFlow>`${sql.join(ofEach, sql` union all `)}`.execute(db);
  return rows;
}

interface FlowColumns {
  id: string;
  name: string;
  tags: Database["flow"]["tags"];
  created: Instant;
}

function toFlowRow(flow: FlowColumns, runs: readonly RunOfFlow[], now: Instant): FlowRow {
  const last = runs.find((run) => run.start_time !== null);
  const byState = Map.groupBy(runs, (run) => run.state_type);
  return {
    id: flow.id,
    name: flow.name,
    tags: fromJson(flow.tags),
    created: formatInstant(flow.created),
    last_run: last === undefined ? null : toMark(last, now),
    recent_runs: runs.slice(0, SHOWN_RUNS).map((run) => toMark(run, now)),
    recent_counts: Object.fromEntries(
      [...byState].flatMap(([type, group]) => (type === null ? [] : [[type, group.length]])),
    ),
  };
}

function toMark(run: RunOfFlow, now: Instant): RunMark {
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
