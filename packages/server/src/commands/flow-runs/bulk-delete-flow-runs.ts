import type { FlowRunFilter } from "@tutti/core/wire/flow-run-filter";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../../store/dialect.ts";
import { flowRunScope } from "../../store/filters/scope.ts";
import type { Outcome, Tx } from "../command.ts";
import { removeFlowRuns } from "./remove-flow-runs.ts";

/** Deletes the first `limit` runs that match, and says which. */
export async function bulkDeleteFlowRuns(
  tx: Tx,
  deps: Deps,
  params: { flow_runs: FlowRunFilter | null; limit: number },
): Promise<Outcome<{ deleted: string[] }>> {
  const matching = await tx
    .selectFrom("flow_run")
    .select("id")
    .where(flowRunScope(dialectOf(tx), { flow_runs: params.flow_runs }))
    .orderBy("id")
    .limit(params.limit)
    .forUpdate()
    .execute();
  const deleted = matching.map((run) => run.id);
  const gone = await removeFlowRuns(tx, deps, deleted);
  return { result: { deleted }, changes: () => gone };
}
