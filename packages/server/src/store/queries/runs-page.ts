import type { RunsPage, RunsPageBody, RunsPageSort } from "@tutti/core/wire/dashboard";
import { sql, type Kysely, type SqlBool } from "kysely";
import type { Deps } from "../../deps.ts";
import { dialectOf, type DialectName } from "../dialect.ts";
import { combine, contains, given, type Condition } from "../filters/condition.ts";
import { flowRunStart } from "../filters/flow-run-conditions.ts";
import { flowRunScope } from "../filters/scope.ts";
import type { Database } from "../tables.ts";
import { boundedCount } from "./bounded-count.ts";
import { afterCursor, cutPage, orderBy, type KeysetOrder } from "./keyset.ts";
import { runRows } from "./run-rows.ts";

const id = sql.ref("flow_run.id");
const name = sql.ref("flow_run.name");
const ORDERS: Readonly<Record<RunsPageSort, KeysetOrder>> = {
  START_TIME_DESC: { keyType: "number", key: flowRunStart, id, direction: "desc" },
  START_TIME_ASC: { keyType: "number", key: flowRunStart, id, direction: "asc" },
  NAME_ASC: { keyType: "text", key: name, id, direction: "asc" },
  NAME_DESC: { keyType: "text", key: name, id, direction: "desc" },
  DURATION_DESC: { keyType: "number", key: sql.ref("flow_run.total_run_micros"), id, direction: "desc" },
};

/** A page of the dashboard's list of runs, in a fixed number of statements. */
export async function runsPage(db: Kysely<Database>, deps: Deps, params: RunsPageBody): Promise<RunsPage> {
  const dialect = dialectOf(db);
  const order = ORDERS[params.sort];
  const scope = combine("and_", [
    flowRunScope(dialect, params),
    ...given(params.search === "" ? null : params.search, (text) => namesContain(dialect, text)),
  ]);
  const rows = await db
    .selectFrom("flow_run")
    .select("id")
    .select(sql<number | string>`${order.key}`.as("key"))
    .where(scope)
    .where(afterCursor(params.cursor, order))
    .orderBy(orderBy(order))
    .limit(params.limit + 1)
    .execute();
  const { page, nextCursor } = cutPage(rows, params.limit);
  return {
    results: await runRows(
      db,
      page.map((row) => row.id),
      deps.now(),
    ),
    next_cursor: nextCursor,
    total: params.cursor === null ? await boundedCount(db, "flow_run", scope) : null,
  };
}

/** The run's own name or its flow's has the text in it, or the text is the run's whole id. */
function namesContain(dialect: DialectName, text: string): Condition {
  const flows = sql`select flow.id from flow where ${contains(dialect, sql.ref("flow.name"), text)}`;
  return combine("or_", [
    contains(dialect, name, text),
    sql<SqlBool>`flow_run.flow_id in (${flows})`,
    sql<SqlBool>`flow_run.id = ${text.toLowerCase()}`,
  ]);
}
