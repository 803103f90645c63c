import type { RunsPage, RunsPageBody, RunsPageSort } from "@tutti/core/wire/dashboard";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { combine } from "../../filters/condition.ts";
import { startBounds } from "../../filters/flow-run-candidates.ts";
import { flowRunStart } from "../../filters/flow-run-conditions.ts";
import { flowRunScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { countSome } from "../count-rows.ts";
import { afterCursor, cutPage, totalOf, type KeysetOrder } from "../keyset.ts";
import { orderedIds } from "../ordered-ids.ts";
import { flowRunAccess } from "./flow-run-access.ts";
import { runRows } from "./run-rows.ts";
import { soughtRuns } from "./search-runs.ts";

const id = sql.ref("flow_run.id");
const byStart = { keyType: "number", key: flowRunStart, id, isNullable: true, isByStart: true } as const;
const byName = { keyType: "text", key: sql.ref("flow_run.name"), id } as const;
const byDuration = { keyType: "number", key: sql.ref("flow_run.total_run_micros"), id } as const;
const byNextStart = {
  keyType: "number",
  key: sql.ref("flow_run.next_scheduled_start_time"),
  id,
  isNullable: true,
} as const;

const ORDERS: Readonly<Record<RunsPageSort, KeysetOrder>> = {
  START_TIME_DESC: { ...byStart, direction: "desc" },
  START_TIME_ASC: { ...byStart, direction: "asc" },
  NAME_ASC: { ...byName, direction: "asc" },
  NAME_DESC: { ...byName, direction: "desc" },
  DURATION_DESC: { ...byDuration, direction: "desc" },
  NEXT_START_ASC: { ...byNextStart, direction: "asc" },
};

/** A page of the dashboard's list of runs. The number of statements does not depend on the number of rows. */
export async function runsPage(db: Kysely<Database>, deps: Deps, params: RunsPageBody): Promise<RunsPage> {
  const order = ORDERS[params.sort];
  const now = deps.now();
  const sought = await soughtRuns(db, params, now);
  const scope = combine("and_", [flowRunScope(dialectOf(db), params), sought.condition]);
  const access = await flowRunAccess(db, params, sought.candidates);
  const rows = await orderedIds(db, "flow_run", {
    access,
    scope,
    within: [...(order.isByStart === true ? startBounds(params) : []), afterCursor(params.cursor, order)],
    order,
    limit: params.limit + 1,
    offset: 0,
  });
  const { page, nextCursor } = cutPage(rows, params.limit);
  const ids = page.map((row) => row.id);
  return {
    results: await runRows(db, ids, now),
    next_cursor: nextCursor,
    total: await totalOf(params.cursor, page.length, nextCursor, () => countSome(db, "flow_run", access, scope)),
  };
}
