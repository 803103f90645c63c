import { ApiError } from "@tutti/core/errors";
import type { Tx } from "../command.ts";
import { currentEpoch, staleEpoch } from "../leases/lease-check.ts";
import { loadTaskRun, type LoadedTaskRun } from "./load-task-run.ts";

/** The task run, for a write under `epoch`. Throws `not_found` with that detail, `lease_lost`. */
export async function requireTaskRun(
  tx: Tx,
  id: string,
  epoch: number | null,
  notFoundDetail: string,
): Promise<LoadedTaskRun> {
  const run = await loadTaskRun(tx, id);
  if (run === null) throw new ApiError("not_found", notFoundDetail);
  if (epoch === null || run.row.flow_run_id === null) return run;
  const current = await currentEpoch(tx, run.row.flow_run_id);
  if (current !== epoch) throw new ApiError("lease_lost", staleEpoch(epoch, current));
  return run;
}
