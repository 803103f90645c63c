import { sql, type Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import { lookup, type Candidate } from "../../filters/candidate.ts";
import { oneOf } from "../../filters/condition.ts";
import { flowMatches } from "../../filters/flow-conditions.ts";
import { flowCandidate, flowRunCandidates } from "../../filters/flow-run-candidates.ts";
import { inPoolAndQueue, type ObjectFilters } from "../../filters/scope.ts";
import type { Database } from "../../tables.ts";
import { findAccess, type Access } from "../access.ts";

/** Flows whose runs are looked up flow by flow; with more of them, most runs belong to one. */
const FLOWS_MAX = 30;

/** Queues in which runs are looked up. */
const QUEUES_MAX = 100;

/** `extra` is what a query implies beyond the filters. */
export async function flowRunAccess(
  db: Kysely<Database>,
  filters: ObjectFilters,
  extra: readonly Candidate[] = [],
): Promise<Access> {
  const candidates = [
    ...(await flowCandidates(db, filters)),
    ...(await queueCandidates(db, filters)),
    ...flowRunCandidates(dialectOf(db), filters),
    ...extra,
  ];
  return findAccess(db, "flow_run", candidates);
}

async function flowCandidates(db: Kysely<Database>, { flows }: ObjectFilters): Promise<Candidate[]> {
  if (flows === null || flows === undefined) return [];
  const dialect = dialectOf(db);
  const rows = await db
    .selectFrom("flow")
    .select("id")
    .where(flowMatches(dialect, flows))
    .limit(FLOWS_MAX + 1)
    .execute();
  if (rows.length > FLOWS_MAX) return [];
  return [
    flowCandidate(
      dialect,
      rows.map((row) => row.id),
    ),
  ];
}

/** Runs are found by their queues, also when a pool is asked for. */
async function queueCandidates(db: Kysely<Database>, filters: ObjectFilters): Promise<Candidate[]> {
  const dialect = dialectOf(db);
  const conditions = inPoolAndQueue(dialect, filters, sql.ref("work_queue.id"));
  if (conditions.length === 0) return [];
  const rows = await db
    .selectFrom("work_queue")
    .select("id")
    .where((eb) => eb.and(conditions))
    .limit(QUEUES_MAX + 1)
    .execute();
  if (rows.length > QUEUES_MAX) return [];
  const ids = rows.map((row) => row.id);
  return [lookup(oneOf(dialect, sql.ref("flow_run.work_queue_id"), ids))];
}
