import type { Deps } from "../../deps.ts";
import { updateChanged } from "../../store/row-writes.ts";
import type { Outcome, Tx } from "../command.ts";
import { removeScheduledRuns } from "../schedules/remove-scheduled-runs.ts";
import { lockDeployment } from "./lock-deployment.ts";

/** Pauses or resumes the schedules of a deployment. While it is paused no run is made ahead, and none waits that was. */
export async function setDeploymentPaused(
  tx: Tx,
  deps: Deps,
  params: { id: string; isPaused: boolean },
): Promise<Outcome<null>> {
  const before = await lockDeployment(tx, params.id);
  const paused = params.isPaused ? 1 : 0;
  if (before.paused !== paused) {
    await updateChanged(tx, "deployment", before, { ...before, paused, updated: deps.now() });
  }
  const gone = params.isPaused
    ? await removeScheduledRuns(tx, { deploymentId: before.id, autoScheduledOnly: true, after: null })
    : [];
  return { result: null, changes: () => gone };
}
