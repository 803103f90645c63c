import { updateFlowRun } from "@tutti/client/flow-runs";
import { epochHeader } from "@tutti/client/leases";
import { isNotFound, reasonOf } from "@tutti/client/response-error";
import { type LaunchedJob, LaunchFailure, type LeftJob } from "../launcher.ts";
import { type AdoptedRun, adoptJob, type Telling } from "./adopt-job.ts";
import { ClaimedLease } from "./claimed-lease.ts";
import type { RunControl } from "./run-control.ts";
import { RunLog } from "./run-log.ts";
import type { ServingContext } from "./serve-run.ts";
import { settle } from "./settle.ts";
import { tellRun } from "./tell-run.ts";

const SILENT = { onLine: () => undefined, onNews: () => undefined };

/** Stays with a run whose process an earlier worker started. Never rejects. */
export async function serveLeftRun(
  left: LeftJob,
  control: RunControl,
  context: ServingContext,
  stopping: AbortSignal,
): Promise<void> {
  const { api, narrator, logs } = context;
  const { epoch, kind } = left.lease;
  const log = new RunLog(logs, left.flowRunId, kind);
  const lease = epoch === null ? null : new ClaimedLease(api, left.flowRunId, epoch, () => control.loseLease());
  try {
    const telling: Telling = ({ name }) => tellRun(log, narrator, { name, streamsOutput: true });
    const adopted = await adoptedRun(left, telling, context, stopping);
    if (adopted === null) return;
    const { run, job } = adopted;
    control.started(job, kind);
    void lease?.renew();
    await noteJob(adopted, epoch, context);
    narrator.info(`Flow run '${run.name}': process ${job.identifier}, which another worker left, is watched`);
    const end = await job.ended;
    await settle(run, { job, end }, log, control, context);
  } catch (error) {
    narrator.warn(`Flow run ${left.flowRunId} could not be served (${reasonOf(error)})`);
  } finally {
    lease?.end();
  }
}

/** Its worker may have gone before it could say so. A run that somebody else has by now keeps what it says. */
async function noteJob({ run, job }: AdoptedRun, epoch: number | null, { api }: ServingContext): Promise<void> {
  if (run.infrastructure_pid !== null) return;
  await updateFlowRun(api, run.id, { infrastructure_pid: job.identifier }, epochHeader(epoch)).catch(() => undefined);
}

/** Null when there is nothing to stay with, and it was said why. */
async function adoptedRun(
  left: LeftJob,
  telling: Telling,
  context: ServingContext,
  stopping: AbortSignal,
): Promise<AdoptedRun | null> {
  try {
    return await adoptJob(left, telling, context, stopping);
  } catch (error) {
    context.narrator.warn(`Flow run ${left.flowRunId} could not be adopted (${reasonOf(error)})`);
    if (isNotFound(error)) await endDeleted(left, context);
    return null;
  }
}

/** Ends what another worker left, which nobody is to go on with. Never rejects. */
export async function endLeftRun(
  left: LeftJob,
  graceMs: number,
  context: ServingContext,
  stopping: AbortSignal,
): Promise<void> {
  try {
    const adopted = await adoptJob(left, () => SILENT, context, stopping);
    await adopted?.job.end(graceMs);
  } catch (error) {
    context.narrator.warn(`What is left of flow run ${left.flowRunId} could not be ended (${reasonOf(error)})`);
  }
}

/** Nobody can see any more what the job of a deleted run does. */
async function endDeleted(left: LeftJob, { narrator }: ServingContext): Promise<void> {
  try {
    const configuration = () => Promise.reject(new LaunchFailure("its run was deleted"));
    const job: LaunchedJob | null = await left.adopt({ ...SILENT, configuration });
    await job?.end(0);
  } catch (error) {
    narrator.warn(`What is left of flow run ${left.flowRunId} could not be ended (${reasonOf(error)})`);
  }
}
