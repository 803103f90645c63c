import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { requireLease } from "../leases/lease-check.ts";
import { loadFlowRun } from "./load-flow-run.ts";
import { removeFlowRuns } from "./remove-flow-runs.ts";

export async function deleteFlowRun(
  tx: Tx,
  deps: Deps,
  params: { id: string; epoch: number | null },
): Promise<Outcome<null>> {
  const run = await loadFlowRun(tx, params.id);
  if (run === null) throw new ApiError("not_found", "Flow run not found");
  await requireLease(tx, run.row, params.epoch);
  const gone = await removeFlowRuns(tx, deps, [params.id]);
  return { result: null, changes: () => gone };
}
