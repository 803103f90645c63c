import { setFlowRunState } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import type { LogShipper } from "@tutti/client/log-shipper";
import { reasonOf } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import type { WorkerOffer } from "@tutti/core/wire/work-offer";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { randomUUID } from "node:crypto";
import { delay } from "@tutti/client/delay";
import { deploymentOf, type FlowNames, prepareJob, type PreparedJob, type RunPlan } from "../job/prepare-job.ts";
import { commandKind } from "../job/command-kind.ts";
import { type Job, type LaunchedJob, type Launcher, LaunchFailure } from "../launcher.ts";
import type { Narrator } from "../narrator.ts";
import { type ClaimedRun, handBack, type TakenRun } from "./claim-run.ts";
import { ClaimedLease } from "./claimed-lease.ts";
import { proposeEnd } from "./report-end.ts";
import { attendRun } from "./attend-run.ts";
import type { KnownDeployments } from "./known-deployments.ts";
import type { RunControl } from "./run-control.ts";
import { RunLog } from "./run-log.ts";
import { tellRun } from "./tell-run.ts";
import { timeLeft } from "./time-left.ts";
import type { WorkerEvents } from "./worker-events.ts";
import { saySubmitting } from "./note-process.ts";

type OfferedRun = WorkerOffer["flow_run"];

/** What serving a run takes. */
export interface ServingContext {
  readonly api: ApiClient;
  readonly launcher: Launcher;
  readonly narrator: Narrator;
  readonly logs: LogShipper;
  /** Null where deployments are served without a pool. */
  readonly events: WorkerEvents | null;
  readonly flowNames: FlowNames;
  readonly deployments: KnownDeployments;
  readonly workerName: string;
  /** The pool as it is now; null where deployments are served without one. */
  readonly pool: () => WorkPool | null;
}

// R1: a run is taken (`claim-run.ts`) before anything else is done about it.
// R2: whatever goes wrong after that is said in the run's state: nothing that was taken stays Pending for ever.
// R3: the end of a process is reported only while the run still names that process.

/** Starts the process of a run that was taken, and stays with it to its end. Never rejects. */
export async function serveRun(
  run: OfferedRun,
  { epoch, taken, plan: planning }: ClaimedRun & { readonly plan: Promise<RunPlan | null> },
  control: RunControl,
  context: ServingContext,
): Promise<void> {
  const { api, narrator } = context;
  const isBegun = (taken?.begun ?? null) !== null;
  const lease = epoch === null ? null : new ClaimedLease(api, run.id, epoch, () => control.loseLease());
  try {
    const plan = await planning;
    const prepared = plan === null ? await endWithoutDeployment(run, context) : await prepare(plan, context);
    if (prepared === null) return;
    if (prepared.job.warm !== null) await untilDue(run, taken, control);
    if (control.stopped !== null) await letGo(run, control, context, isBegun);
    else await execute(run, { prepared, epoch, taken, claimed: lease }, control, context);
  } catch (error) {
    narrator.warn(`Flow run '${run.name}' could not be served (${reasonOf(error)})`);
    if (!control.hasStarted) await giveBack(run, context, isBegun).catch(() => undefined);
  } finally {
    lease?.end();
  }
}

interface Prepared {
  readonly plan: RunPlan;
  readonly job: PreparedJob;
}

interface Taken extends ClaimedRun {
  readonly prepared: Prepared;
  readonly claimed: ClaimedLease | null;
}

async function execute(
  run: OfferedRun,
  { prepared: { job: prepared, plan }, epoch, taken, claimed }: Taken,
  control: RunControl,
  context: ServingContext,
): Promise<void> {
  const { narrator, launcher, logs, events } = context;
  const kind = commandKind(prepared.configuration.command ?? launcher.defaultCommand);
  const log = new RunLog(logs, run.id, kind);
  const { streamsOutput } = prepared.configuration;
  const told = tellRun(log, narrator, { name: run.name, streamsOutput });
  const job = { flowRunId: run.id, taken, ...prepared, lease: { epoch, kind }, ...told, unwanted: control.signal };
  await saySubmitting(run, prepared, context);
  const submitted = events?.submitted(plan) ?? null;
  const launched = await launch(run, job, { log, control }, context);
  if (launched === null) return;
  control.started(launched, kind);
  // A warm runner is told the epoch, and renews it from now on.
  if (launched.isWarm) claimed?.end();
  await attendRun(run, { launched, prepared, lease: job.lease, log, submitted }, control, context);
}

/** A process that waits for runs is not kept from others by one whose time has not come. */
async function untilDue(run: OfferedRun, taken: TakenRun | null, control: RunControl): Promise<void> {
  const timestamp = taken?.flowRun.state?.timestamp;
  const told = taken === null || timestamp === undefined ? null : { time: timestamp, atMs: taken.atMs };
  const waitMs = timeLeft(dueAt(run) ?? "", told, { wallMs: Date.now(), elapsedMs: performance.now() });
  if (!(waitMs > 0)) return;
  await delay(waitMs, control.signal);
}

function dueAt(run: OfferedRun): string | null {
  return run.next_scheduled_start_time ?? run.expected_start_time;
}

/** Reads what a run's job is made of; null when its deployment was deleted. */
export async function planRun(
  run: OfferedRun,
  { api, flowNames, deployments }: ServingContext,
): Promise<RunPlan | null> {
  const [deployment, flowName] = await Promise.all([deploymentOf(api, run), flowNames.of(run.flow_id)]);
  if (deployment === "gone") return null;
  if (deployment !== null) deployments.keep(deployment);
  return { run, deployment, flowName };
}

async function endWithoutDeployment(run: OfferedRun, { api }: ServingContext): Promise<null> {
  const message = "The run's deployment was deleted: there is nothing to run.";
  await proposeEnd(api, run.id, { type: "CANCELLED", message });
  return null;
}

/** Null when there is nothing to start, and the run was told so. */
async function prepare(plan: RunPlan, context: ServingContext): Promise<Prepared | null> {
  const { api, launcher } = context;
  const { run } = plan;
  try {
    const job = await prepareJob(api, context.pool(), plan, context.workerName);
    return { plan, job: launcher.keepsWarm === true ? job : { ...job, warm: null } };
  } catch (error) {
    if (!isUnfit(error)) throw error;
    await failUnconfigured(run, error, context);
    return null;
  }
}

/** A run that is not to be started after all: it was cancelled, or its worker stops. */
async function letGo(run: OfferedRun, control: RunControl, context: ServingContext, isBegun: boolean): Promise<void> {
  if (control.stopped === "cancelled") {
    await proposeEnd(context.api, run.id, { type: "CANCELLED", message: "The run was cancelled before it began." });
  } else {
    await giveBack(run, context, isBegun);
  }
}

/** To whoever asks next. One that is Running already is started again by the server. */
async function giveBack(run: OfferedRun, { api }: ServingContext, isBegun: boolean): Promise<void> {
  if (!isBegun) await handBack(api, run.id, dueAt(run));
  else await proposeEnd(api, run.id, { type: "CRASHED", message: "The run's worker stopped before it began." }, true);
}

/** Null when nothing was started, and the run was told why. */
async function launch(
  run: OfferedRun,
  job: Job,
  { log, control }: { log: RunLog; control: RunControl },
  context: ServingContext,
): Promise<LaunchedJob | null> {
  try {
    return await context.launcher.launch(job);
  } catch (error) {
    if (control.stopped !== null) await letGo(run, control, context, (job.taken?.begun ?? null) !== null);
    else if (isUnfit(error)) await failUnconfigured(run, error, context);
    else await crashUnstarted(run, error, log, context);
    return null;
  }
}

async function crashUnstarted(
  run: OfferedRun,
  error: unknown,
  log: RunLog,
  { api, narrator }: ServingContext,
): Promise<void> {
  const reason = error instanceof LaunchFailure ? error.message : reasonOf(error);
  const message = `The run's process could not be started: ${reason}`;
  log.failure(message);
  await proposeEnd(api, run.id, { type: "CRASHED", message });
  narrator.warn(`Flow run '${run.name}': ${message}`);
}

/** What is wrong with a job's configuration, and would be each time. */
function isUnfit(error: unknown): error is TuttiError {
  return error instanceof TuttiError && !error.isTransient();
}

/** No other attempt would go better: the run fails, and is not started again. */
async function failUnconfigured(run: OfferedRun, error: TuttiError, { api, narrator }: ServingContext): Promise<void> {
  const message = `The run's job could not be configured. ${error.message}`;
  await setFlowRunState(api, run.id, {
    state: { type: "FAILED", message, state_details: { transition_id: randomUUID() } },
  });
  narrator.warn(`Flow run '${run.name}': ${message}`);
}
