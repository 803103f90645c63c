import { addFlowRunLabels, readFlowRun, setFlowRunState, updateFlowRun } from "@tutti/client/flow-runs";
import { epochHeader } from "@tutti/client/leases";
import type { ApiClient } from "@tutti/client/http";
import { reasonOf, ResponseError } from "@tutti/client/response-error";
import type { WorkerOffer } from "@tutti/core/wire/work-offer";
import { randomUUID } from "node:crypto";
import type { PreparedJob } from "../job/prepare-job.ts";
import type { LaunchedJob } from "../launcher.ts";
import type { ServingContext } from "./serve-run.ts";

type OfferedRun = WorkerOffer["flow_run"];

/** Before the job is there: one that ends at once would be Pending again after its end. A warm one is at work already. */
export async function saySubmitting(
  { id, name }: OfferedRun,
  { warm }: PreparedJob,
  { api, narrator }: ServingContext,
): Promise<void> {
  if (warm !== null) return;
  const state = { type: "PENDING" as const, name: "Submitting", state_details: { transition_id: randomUUID() } };
  await setFlowRunState(api, id, { state }).catch((error: unknown) => {
    narrator.warn(`Flow run '${name}' is not said to be submitted (${reasonOf(error)})`);
  });
}

/** Who executes a run, for its labels. */
export function workerLabels({ workerName, launcher, pool: current }: ServingContext): Record<string, string> {
  const pool = current();
  const type = launcher.poolTypes[0] ?? pool?.type;
  return {
    "prefect.worker.name": workerName,
    ...(type === undefined ? {} : { "prefect.worker.type": type }),
    ...(pool === null ? {} : { "prefect.work-pool.name": pool.name, "prefect.work-pool.id": pool.id }),
  };
}

/**
 * A warm process writes its own name together with Running: a run that is still Pending when it has ended lacks it. One that
 * waits by now is nobody's, and names none.
 */
async function noteWarm(
  run: OfferedRun,
  { identifier, ended }: LaunchedJob,
  epoch: number | null,
  { api, narrator }: ServingContext,
): Promise<void> {
  if ((await ended).isReported) return;
  try {
    const { state_type } = await readFlowRun(api, run.id);
    if (state_type !== "PENDING") return;
    await updateFlowRun(api, run.id, { infrastructure_pid: identifier }, epochHeader(epoch));
  } catch (error) {
    narrator.warn(`Flow run '${run.name}' does not name its process (${reasonOf(error)})`);
  }
}

/**
 * Names the process of a run that is this worker's, or its process' own by now. One that has been let go of meanwhile, to
 * sleep or to wait, has none: a name would tell whoever cancels it to wait for that process' end.
 */
async function nameProcess(api: ApiClient, id: string, identifier: string, epoch: number | null): Promise<void> {
  const name = { infrastructure_pid: identifier };
  try {
    await updateFlowRun(api, id, name, epochHeader(epoch));
  } catch (error) {
    if (!(error instanceof ResponseError) || error.status !== 409) throw error;
    if ((await readFlowRun(api, id)).state_type === "RUNNING") await updateFlowRun(api, id, name);
  }
}

/** Says on the run as which process it is executed, and who does that where the claim could not say it. */
export async function noteProcess(
  run: OfferedRun,
  launched: LaunchedJob,
  epoch: number | null,
  context: ServingContext,
): Promise<void> {
  if (launched.isWarm) return noteWarm(run, launched, epoch, context);
  const { api, narrator } = context;
  try {
    await nameProcess(api, run.id, launched.identifier, epoch);
    if (epoch === null) await addFlowRunLabels(api, run.id, workerLabels(context));
  } catch (error) {
    narrator.warn(`Flow run '${run.name}' does not name its process (${reasonOf(error)})`);
  }
}
