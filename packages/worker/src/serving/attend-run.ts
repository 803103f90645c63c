import type { WorkerOffer } from "@tutti/core/wire/work-offer";
import type { PreparedJob } from "../job/prepare-job.ts";
import type { JobLease, LaunchedJob } from "../launcher.ts";
import { callEndHooks } from "./end-hooks.ts";
import { noteProcess } from "./note-process.ts";
import type { RunControl } from "./run-control.ts";
import type { RunLog } from "./run-log.ts";
import type { ServingContext } from "./serve-run.ts";
import { settle } from "./settle.ts";
import type { SubmittedRun } from "./worker-events.ts";

/** A run whose job is there. */
interface AttendedRun {
  readonly launched: LaunchedJob;
  readonly prepared: PreparedJob;
  readonly lease: JobLease;
  readonly log: RunLog;
  readonly submitted: SubmittedRun | null;
}

/** Stays with a run's job to its end, and says what it could not say itself. */
export async function attendRun(
  run: WorkerOffer["flow_run"],
  { launched, prepared, lease, log, submitted }: AttendedRun,
  control: RunControl,
  context: ServingContext,
): Promise<void> {
  const { narrator, launcher, events } = context;
  narrator.info(`Flow run '${run.name}' started as process ${launched.identifier}`);
  const noted = noteProcess(run, launched, lease.epoch, context);
  const end = await launched.ended;
  if (submitted !== null) events?.executed(submitted, launched.identifier, end);
  await noted;
  const report = await settle(run, { job: launched, end }, log, control, context);
  if (lease.kind !== "tutti" || launcher.callsEndHooks !== true) return;
  // The end of its lease may have told the server sooner than this worker.
  if (report === null && end.signal !== "SIGKILL") return;
  await callEndHooks({ id: run.id, name: run.name, identifier: launched.identifier }, prepared, log, context);
}
