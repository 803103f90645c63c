import { exitMessage } from "../exit-message.ts";
import type { JobEnd, LaunchedJob } from "../launcher.ts";
import { type EndReport, reportEnd } from "./report-end.ts";
import type { RunControl } from "./run-control.ts";
import type { RunLog } from "./run-log.ts";
import type { ServingContext } from "./serve-run.ts";

/**
 * Says what the process could not say of its own end; null when there is nothing left to say. What it started goes with it,
 * unless the run completed: an attempt that is over does nothing any more, before another begins.
 */
export async function settle(
  run: { readonly id: string; readonly name: string },
  { job, end }: { readonly job: LaunchedJob; readonly end: JobEnd },
  log: RunLog,
  control: RunControl,
  { api, narrator }: ServingContext,
): Promise<EndReport | null> {
  if (hasDied(end)) await job.endRest?.(0);
  const facts = { end, stopped: control.stopped };
  const { report, hasFailed } = end.isReported
    ? { report: null, hasFailed: end.isFailure === true }
    : await reportEnd(api, run.id, job.identifier, facts);
  if (hasFailed) await control.endRest(job);
  if (report?.type === "CRASHED") log.failure(report.message);
  narrator.info(
    `Flow run '${run.name}'${report === null ? howItLeft(end, control, hasFailed) : `: ${report.message}`}`,
  );
  return report;
}

function hasDied({ code, signal }: JobEnd): boolean {
  return signal !== null || (code !== null && code !== 0);
}

/** Of a process that has said itself what became of the run, or of which somebody else will. */
function howItLeft(end: JobEnd, { stopped }: RunControl, hasFailed: boolean): string {
  const isUnseen = end.code === null && end.signal === null;
  if (end.isReported || end.code === 0 || (isUnseen && !hasFailed))
    return stopped === null ? " has ended" : " was stopped";
  return `: ${exitMessage(end)}`;
}
