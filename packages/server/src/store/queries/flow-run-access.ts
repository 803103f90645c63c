import type { Kysely } from "kysely";
import { dialectOf } from "../dialect.ts";
import type { Candidate } from "../filters/candidate.ts";
import { flowMatches } from "../filters/flow-conditions.ts";
import { flowCandidate, flowRunCandidates } from "../filters/flow-run-candidates.ts";
import type { ObjectFilters } from "../filters/scope.ts";
import type { Database } from "../tables.ts";
import { findAccess, type Access } from "./access.ts";

/** Flows whose runs are looked up flow by flow; with more of them, most runs belong to one. */
const FLOWS_MAX = 30;

/** `extra` is what a query implies beyond the filters. */
export async function flowRunAccess(
  db: Kysely<Database>,
  filters: ObjectFilters,
  extra: readonly Candidate[] = [],
): Promise<Access> {
  const candidates = [...(await flowCandidates(db, filters)), ...flowRunCandidates(dialectOf(db), filters), ...extra];
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
