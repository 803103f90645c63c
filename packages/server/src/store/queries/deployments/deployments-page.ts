import type { Instant } from "@tutti/core/instant";
import type { Deployment } from "@tutti/core/wire/deployment";
import type {
  DeploymentRow,
  DeploymentsPage,
  DeploymentsPageBody,
  DeploymentsPageSort,
} from "@tutti/core/wire/dashboard-work";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { combine, contains, given, oneOf, type Condition } from "../../filters/condition.ts";
import { deploymentScope } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { countSome } from "../count-rows.ts";
import { afterCursor, cutPage, totalOf, type KeysetOrder } from "../keyset.ts";
import { lastRunStart, latestRuns, toRunMark } from "../flow-runs/latest-runs.ts";
import { nextRuns } from "../flow-runs/next-runs.ts";
import { inOrder } from "../ordered-ids.ts";
import { deploymentsWithParts } from "./deployments-with-parts.ts";

const SHOWN_RUNS = 25;
const EVERY_DEPLOYMENT = { kind: "walk", lookup: null, inStartOrder: null } as const;

/** A page of the dashboard's list of deployments, each with its latest runs and its next: few statements, however many. */
export async function deploymentsPage(
  db: Kysely<Database>,
  deps: Deps,
  params: DeploymentsPageBody,
): Promise<DeploymentsPage> {
  const now = deps.now();
  const order = orderOf(params.sort, now);
  const scope = scopeOf(db, params);
  const rows = await db
    .selectFrom("deployment")
    .selectAll()
    .select(sql<number | string>`${order.key}`.as("key"))
    .where(scope)
    .where(afterCursor(params.cursor, order))
    .orderBy(inOrder(order.key, order.id, order))
    .limit(params.limit + 1)
    .execute();
  const { page, nextCursor } = cutPage(rows, params.limit);
  return {
    results: await rowsOf(db, await deploymentsWithParts(db, page, now), now),
    next_cursor: nextCursor,
    total: await totalOf(params.cursor, page.length, nextCursor, () =>
      countSome(db, "deployment", EVERY_DEPLOYMENT, scope),
    ),
  };
}

function scopeOf(db: Kysely<Database>, params: DeploymentsPageBody): Condition {
  const dialect = dialectOf(db);
  return combine("and_", [
    deploymentScope(dialect, params),
    ...given(params.search, (text) =>
      combine("or_", [
        contains(dialect, sql.ref("deployment.name"), text),
        sql`deployment.id = ${text.toLowerCase()}`,
        sql`exists (select 1 from flow where flow.id = deployment.flow_id
          and ${contains(dialect, sql.ref("flow.name"), text)})`,
      ]),
    ),
  ]);
}

function orderOf(sort: DeploymentsPageSort, now: Instant): KeysetOrder {
  const id = sql.ref("deployment.id");
  const name = sql.ref("deployment.name");
  const orders: Record<DeploymentsPageSort, KeysetOrder> = {
    NAME_ASC: { keyType: "text", key: name, id, direction: "asc" },
    NAME_DESC: { keyType: "text", key: name, id, direction: "desc" },
    CREATED_DESC: { keyType: "number", key: sql.ref("deployment.created"), id, direction: "desc" },
    LAST_RUN_DESC: {
      keyType: "number",
      key: lastRunStart("deployment_id", "deployment.id", now),
      id,
      direction: "desc",
    },
  };
  return orders[sort];
}

async function rowsOf(
  db: Kysely<Database>,
  deployments: readonly Deployment[],
  now: Instant,
): Promise<DeploymentRow[]> {
  const ids = deployments.map(({ id }) => id);
  const flows = await flowNames(
    db,
    deployments.map(({ flow_id }) => flow_id),
  );
  const latest = await latestRuns(db, { owner: "deployment_id", ids, count: SHOWN_RUNS }, now);
  const next = await nextRuns(db, { owner: "deployment_id", ids }, now);
  return deployments.map((deployment) => {
    const runs = (latest.get(deployment.id) ?? []).map((run) => toRunMark(run, now));
    return {
      id: deployment.id,
      name: deployment.name,
      flow_id: deployment.flow_id,
      tags: deployment.tags,
      created: deployment.created,
      paused: deployment.paused,
      status: deployment.status,
      schedules: deployment.schedules,
      work_pool_name: deployment.work_pool_name,
      work_queue_name: deployment.work_queue_name,
      flow_name: flows.get(deployment.flow_id) ?? "",
      last_run: runs.find((run) => run.start_time !== null) ?? null,
      recent_runs: runs,
      next_run: next.get(deployment.id) ?? null,
    };
  });
}

async function flowNames(db: Kysely<Database>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const flows = await db
    .selectFrom("flow")
    .select(["id", "name"])
    .where(oneOf(dialectOf(db), sql.ref("id"), [...new Set(ids)]))
    .execute();
  return new Map(flows.map((flow) => [flow.id, flow.name]));
}
