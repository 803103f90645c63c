import { systemDeps } from "../../src/deps.ts";
import { listCancelledWithUnfinished } from "../../src/store/queries/flow-runs/list-cancelled-with-unfinished.ts";
import { listDeploymentsToSchedule } from "../../src/store/queries/deployments/list-deployments-to-schedule.ts";
import { listEndedLeases } from "../../src/store/queries/flow-runs/list-ended-leases.ts";
import { listEndedOffers } from "../../src/store/queries/task-runs/list-ended-offers.ts";
import {
  listExpiredEvents,
  listExpiredFlowRuns,
  listExpiredLogs,
} from "../../src/store/queries/events/list-expired.ts";
import { listStuckCancelling } from "../../src/store/queries/flow-runs/list-stuck-cancelling.ts";
import { queries as registered } from "../../src/store/queries/registry.ts";
import type { Connection } from "../../src/store/sqlite/connection.ts";
import { kyselyOver } from "../../src/store/sqlite/sqlite-dialect.ts";

/** Those that answer clients, and those that the services repeat. */
const queries = {
  ...registered,
  listCancelledWithUnfinished,
  listDeploymentsToSchedule,
  listEndedLeases,
  listEndedOffers,
  listExpiredEvents,
  listExpiredFlowRuns,
  listExpiredLogs,
  listStuckCancelling,
};

export type PlannedQuery = keyof typeof queries;
export type PlannedParams<N extends PlannedQuery> = Parameters<(typeof queries)[N]>[2];

/** The plans of a read's statements on SQLite, line by line. */
export async function plansOf<N extends PlannedQuery>(
  connection: Connection,
  name: N,
  params: PlannedParams<N>,
): Promise<string[][]> {
  const statements: string[] = [];
  // The registry pairs each query with its own params.
  const query = queries[name] as (db: unknown, deps: unknown, params: unknown) => Promise<unknown>;
  await query(kyselyOver(noting(connection, statements)), systemDeps, params);
  return statements.map((text) => {
    const nothing = Array.from(text.matchAll(/\?/g), () => null);
    const rows = connection.prepare(`explain query plan ${text}`).all(...nothing) as { detail: string }[];
    return rows.map((row) => row.detail);
  });
}

/** A connection that notes the statements prepared on it. */
function noting(connection: Connection, statements: string[]): Connection {
  return new Proxy(connection, {
    get(target, key) {
      if (key === "prepare") return (text: string) => (statements.push(text), target.prepare(text));
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
