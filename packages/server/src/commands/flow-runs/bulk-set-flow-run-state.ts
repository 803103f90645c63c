import type { FlowRunFilter } from "@tutti/core/wire/flow-run-filter";
import type { OrchestrationResult } from "@tutti/core/wire/orchestration";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import { dialectOf } from "../../store/dialect.ts";
import { flowRunScope } from "../../store/filters/scope.ts";
import type { Outcome, Tx } from "../command.ts";
import { type FlowRunProposal, setFlowRunState } from "./set-flow-run-state.ts";

type ItemResult = OrchestrationResult & { flow_run_id: string };

/** Proposes the same state for each of the first `limit` runs that match; each is decided by itself. */
export async function bulkSetFlowRunState(
  tx: Tx,
  deps: Deps,
  params: FlowRunProposal & { flow_runs: FlowRunFilter | null; limit: number },
): Promise<Outcome<{ results: ItemResult[] }>> {
  const { flow_runs, limit, ...proposal } = params;
  const matching = await tx
    .selectFrom("flow_run")
    .select("id")
    .where(flowRunScope(dialectOf(tx), { flow_runs }))
    .orderBy("id")
    .limit(limit)
    .execute();
  const results: ItemResult[] = [];
  const changes: (() => LiveChange[])[] = [];
  for (const { id } of matching) {
    const outcome = await setFlowRunState(tx, deps, { ...proposal, id });
    const { isNew: _isNew, ...result } = outcome.result;
    results.push({ flow_run_id: id, ...result });
    if (outcome.changes !== undefined) changes.push(outcome.changes);
  }
  return { result: { results }, changes: () => changes.flatMap((change) => change()) };
}
