import { exitMessage } from "../exit-message.ts";
import type { JobEnd } from "../launcher.ts";
import { type EndReport, reportEnd } from "./report-end.ts";
import type { RunControl } from "./run-control.ts";
import type { RunLog } from "./run-log.ts";
import type { ServingContext } from "./serve-run.ts";

/** Says what the process could not say of its own end; null when there is nothing left to say. */
export async function settle(
  run: { readonly id: string; readonly name: string },
  { identifier, end }: { readonly identifier: string; readonly end: JobEnd },
  log: RunLog,
  control: RunControl,
  { api, narrator }: ServingContext,
): Promise<EndReport | null> {
  const report = end.isReported ? null : await reportEnd(api, run.id, identifier, { end, stopped: control.stopped });
  if (report?.type === "CRASHED") log.failure(report.message);
  narrator.info(`Flow run '${run.name}'${report === null ? howItLeft(end, control) : `: ${report.message}`}`);
  return report;
}

/** Of a process that has said itself what became of the run, or of which somebody else will. */
function howItLeft(end: JobEnd, { stopped }: RunControl): string {
  if (end.isReported || end.code === 0) return stopped === null ? " has ended" : " was stopped";
  return `: ${exitMessage(end)}`;
}
