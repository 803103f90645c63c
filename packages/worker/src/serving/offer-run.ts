import { reasonOf } from "@tutti/client/response-error";
import type { WorkerOffer } from "@tutti/core/wire/work-offer";
import { prepareJob, type PreparedJob, type RunPlan } from "../job/prepare-job.ts";
import type { Job, OfferedJob } from "../launcher.ts";
import { attendRun } from "./attend-run.ts";
import { workerLabels } from "./note-process.ts";
import type { RunControl } from "./run-control.ts";
import { RunLog } from "./run-log.ts";
import type { ServingContext } from "./serve-run.ts";
import { settle } from "./settle.ts";
import { tellRun } from "./tell-run.ts";

type OfferedRun = WorkerOffer["flow_run"];

/** A run that is taken here; `over` resolves when all is done about it, and never rejects. */
export interface ServedRun {
  readonly over: Promise<void>;
}

// O1: It is a short cut: whatever stands against it, the run is claimed as any other is, and hears what is wrong there.
// O2: What the job is made of may have changed since it was read: the process tells the server when the deployment that it
//     knows was changed last, and does not get the run of another.

/**
 * Offers a run to a process that waits for runs of its deployment, and so to begin at once: by one request of that process
 * instead of a claim of the worker's and a Running of the process. Null when it did not begin so, or is over before anybody
 * was told that it did: then nothing is left of it here.
 */
export async function offerRun(
  run: OfferedRun,
  control: RunControl,
  context: ServingContext,
): Promise<ServedRun | null> {
  const known = await prepareKnown(run, context);
  if (known === null || control.stopped !== null) return null;
  const { plan, prepared, deploymentUpdated } = known;
  const log = new RunLog(context.logs, run.id, "tutti");
  const job = jobOf(run, prepared, { log, control }, context);
  const offered = await context.launcher.offer?.(job, {
    flowRun: run,
    deploymentUpdated,
    labels: workerLabels(context),
  });
  if (offered === undefined || offered === null) return null;
  control.started(offered.launched, "tutti");
  const lease = { epoch: await offered.taken, kind: "tutti" as const };
  if (lease.epoch === null) return leaveUntaken(run, offered, { log, control }, context);
  const submitted = context.events?.submitted(plan) ?? null;
  const attended = attendRun(run, { launched: offered.launched, prepared, lease, log, submitted }, control, context);
  return { over: attended.catch((error: unknown) => sayFailed(run, error, context)) };
}

interface Known {
  readonly plan: RunPlan;
  readonly prepared: PreparedJob;
  readonly deploymentUpdated: string;
}

/** The job of a run that is due and whose processes wait, by what is known of its deployment. */
async function prepareKnown(run: OfferedRun, context: ServingContext): Promise<Known | null> {
  const { api, launcher, deployments, flowNames, pool, workerName } = context;
  const { deployment_id, flow_id } = run;
  if (deployment_id === null || launcher.waitsFor?.(deployment_id) !== true || !isDue(run)) return null;
  const deployment = deployments.find(deployment_id);
  if (deployment === null || deployment.updated === null || (await api.server()).kind !== "tutti") return null;
  const plan = { run, deployment, flowName: await flowNames.of(flow_id) };
  const prepared = await prepareJob(api, pool(), plan, workerName).catch(() => null);
  return prepared === null ? null : { plan, prepared, deploymentUpdated: deployment.updated };
}

function isDue({ next_scheduled_start_time, expected_start_time }: OfferedRun): boolean {
  return !(Date.parse(next_scheduled_start_time ?? expected_start_time ?? "") > Date.now());
}

interface Hold {
  readonly log: RunLog;
  readonly control: RunControl;
}

function jobOf(run: OfferedRun, prepared: PreparedJob, { log, control }: Hold, { narrator }: ServingContext): Job {
  const { streamsOutput } = prepared.configuration;
  return {
    flowRunId: run.id,
    taken: null,
    ...prepared,
    lease: { epoch: null, kind: "tutti" },
    ...tellRun(log, narrator, { name: run.name, streamsOutput }),
    unwanted: control.signal,
  };
}

/** A process that ended in between may have taken it: then the run names it. */
async function leaveUntaken(
  run: OfferedRun,
  { launched }: OfferedJob,
  { log, control }: Hold,
  context: ServingContext,
): Promise<null> {
  const end = await launched.ended;
  if (!end.isReported) await settle(run, { job: launched, end }, log, control, context);
  return null;
}

function sayFailed(run: OfferedRun, error: unknown, { narrator }: ServingContext): void {
  narrator.warn(`Flow run '${run.name}' could not be served (${reasonOf(error)})`);
}
