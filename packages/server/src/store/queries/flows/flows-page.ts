import { formatInstant, type Instant } from "@tutti/core/instant";
import type { FlowRow, FlowsPage, FlowsPageBody, FlowsPageSort } from "@tutti/core/wire/dashboard";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { combine, contains, given } from "../../filters/condition.ts";
import { flowScope } from "../../filters/scope.ts";
import { fromJson } from "../../rows/json-column.ts";
import type { Database } from "../../tables.ts";
import { countSome } from "../count-rows.ts";
import { countDeploymentsOfFlows } from "../deployments/count-deployments-of-flows.ts";
import { afterCursor, cutPage, totalOf, type KeysetOrder } from "../keyset.ts";
import { lastRunStart, type LatestRun, latestRuns, toRunMark } from "../flow-runs/latest-runs.ts";
import { nextRuns } from "../flow-runs/next-runs.ts";
import { inOrder } from "../ordered-ids.ts";

const COUNTED_RUNS = 100;
const SHOWN_RUNS = 25;
const EVERY_FLOW = { kind: "walk", lookup: null, inStartOrder: null } as const;

/** A page of the dashboard's list of flows, each with its latest runs. Five statements, however many flows. */
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
  const ids = page.map((row) => row.id);
  const runs = await latestRuns(db, { owner: "flow_id", ids, count: COUNTED_RUNS }, now);
  const next = await nextRuns(db, { owner: "flow_id", ids }, now);
  const deployments = await countDeploymentsOfFlows(db, deps, { flow_ids: ids });
  return {
    results: page.map((row) => ({
      ...toFlowRow(row, runs.get(row.id) ?? [], now),
      next_run: next.get(row.id) ?? null,
      deployments: deployments[row.id] ?? 0,
    })),
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
    LAST_RUN_DESC: { keyType: "number", key: lastRunStart("flow_id", "flow.id", now), id, direction: "desc" },
  };
  return orders[sort];
}

interface FlowColumns {
  id: string;
  name: string;
  tags: Database["flow"]["tags"];
  created: Instant;
}

function toFlowRow(
  flow: FlowColumns,
  runs: readonly LatestRun[],
  now: Instant,
): Omit<FlowRow, "next_run" | "deployments"> {
  const last = runs.find((run) => run.start_time !== null);
  const byState = Map.groupBy(runs, (run) => run.state_type);
  return {
    id: flow.id,
    name: flow.name,
    tags: fromJson(flow.tags),
    created: formatInstant(flow.created),
    last_run: last === undefined ? null : toRunMark(last, now),
    recent_runs: runs.slice(0, SHOWN_RUNS).map((run) => toRunMark(run, now)),
    recent_counts: Object.fromEntries(
      [...byState].flatMap(([type, group]) => (type === null ? [] : [[type, group.length]])),
    ),
  };
}
