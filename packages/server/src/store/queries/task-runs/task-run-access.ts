import type { Kysely } from "kysely";
import { dialectOf } from "../../dialect.ts";
import type { Candidate } from "../../filters/candidate.ts";
import { flowRunScope, type ObjectFilters } from "../../filters/scope.ts";
import { ownerCandidate, taskRunCandidates } from "../../filters/task-run-candidates.ts";
import type { Database } from "../../tables.ts";
import { findAccess, type Access } from "../access.ts";
import { flowRunAccess } from "../flow-runs/flow-run-access.ts";
import { orderedIds } from "../ordered-ids.ts";
import { FLOW_RUN_ORDER } from "../run-order.ts";

/** Flow runs whose task runs are looked up run by run. */
const FLOW_RUNS_MAX = 100;

export async function taskRunAccess(db: Kysely<Database>, filters: ObjectFilters): Promise<Access> {
  const candidates = taskRunCandidates(dialectOf(db), filters);
  const isNarrow = candidates.some((candidate) => candidate.kind === "narrow");
  return findAccess(db, "task_run", isNarrow ? candidates : [...(await ownerCandidates(db, filters)), ...candidates]);
}

async function ownerCandidates(db: Kysely<Database>, { flows, flow_runs }: ObjectFilters): Promise<Candidate[]> {
  const owners = { ...(flows && { flows }), ...(flow_runs && { flow_runs }) };
  if (Object.keys(owners).length === 0) return [];
  const rows = await orderedIds(db, "flow_run", {
    access: await flowRunAccess(db, owners),
    scope: flowRunScope(dialectOf(db), owners),
    within: [],
    order: FLOW_RUN_ORDER.START_TIME_DESC,
    limit: FLOW_RUNS_MAX + 1,
    offset: 0,
  });
  if (rows.length > FLOW_RUNS_MAX) return [];
  return [
    ownerCandidate(
      dialectOf(db),
      rows.map((row) => row.id),
    ),
  ];
}
