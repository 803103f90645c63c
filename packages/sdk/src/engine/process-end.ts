import { renewLease } from "@tutti/client/leases";
import { delay } from "@tutti/client/delay";
import { reasonOf } from "@tutti/client/response-error";
import { printLine } from "../print-line.ts";
import { releaseAllSlots } from "../limits/held-slots.ts";
import { activeRuns } from "./active-runs.ts";
import { stopCancelledRuns } from "./cancellation-watch.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import { type Proposal, proposeState, summaryOfWire } from "./propose-state.ts";
import { exiting } from "./run-stop.ts";

// P1: a process that is told to stop, or fails outside of its flows, says so for each run it executes before it exits.
//     A run that is being made just then is waited for: it would stay Pending for ever.
// P2: it exits within FAREWELL_MS, whatever the server does; a second signal ends it at once. Runs that are being
//     cancelled have CANCELLED_WITHIN_MS: they end as cancelled ones do, with their hooks.
//     Hooks of runs that it ends have what is left of that time.
// P3: a run whose end is on its way, or reported, keeps that end: only its hooks are cut short. Of one that waits without a
//     process, or that another has, there is nothing to report: it is left alone.
// P4: process.exit() leaves no time for that: what can be said is said by the thread that keeps the leases.
// P5: while no run is under way, signals and errors are none of our business; nor are errors, or whether the process
//     exits on a signal, when the program listens for them itself.
// P6: the process of a deployed run leaves with 0 once the ends of its runs are reported: its worker has nothing to add.
// P7: SIGTERM to such a process is no wish of its user's: the end is reported as a worker would, who has no lease, so that
//     the server starts the run again if it is one that is started again, and takes none of its recoveries for it. What the
//     owner itself reports is final.

const FAREWELL_MS = 5000;
const CANCELLED_WITHIN_MS = 20_000;
const OPENED_WITHIN_MS = 1000;

let isUnderWay = false;
let isDeployed = false;

/** What is said of the runs that a process leaves behind, and whether P7 is meant. */
export interface ProcessEnd {
  readonly proposal: Proposal & { readonly message: string };
  readonly handsBack?: boolean;
}

/** Whether the process is reporting the ends of its runs, to exit then. */
export function isLeaving(): boolean {
  return isUnderWay;
}

/** From now on P6 holds: a worker looks at the exit code. */
export function leaveAsDeployed(): void {
  isDeployed = true;
}

/** Reports this end of every run under way, and exits; with null the program decides that itself. */
export async function leave(end: ProcessEnd, exitCode: number | null): Promise<void> {
  isUnderWay = true;
  const limit = setTimeout(() => quit(exitCode), FAREWELL_MS);
  await stopBeginning(end.proposal.message);
  if ((await stopCancelledRuns().catch(() => 0)) > 0) {
    clearTimeout(limit);
    await Promise.race([activeRuns.whenNoneIsCancelled(), delay(CANCELLED_WITHIN_MS)]);
  }
  const areReported = await endRuns(end);
  await releaseAllSlots();
  clearTimeout(limit);
  isUnderWay = false;
  quit(exitCode === null ? null : exitCodeAfter(areReported, exitCode));
}

/** What the process leaves with. */
export function exitCodeAfter(areReported: boolean, exitCode: number): number {
  return isDeployed && areReported ? 0 : exitCode;
}

/** Runs that are being made are stopped before their functions are called. */
async function stopBeginning(message: string): Promise<void> {
  const begun = new Set(activeRuns.all());
  await Promise.race([activeRuns.whenOpened(), delay(OPENED_WITHIN_MS)]);
  for (const scope of activeRuns.all()) if (!begun.has(scope)) scope.stop(exiting(message));
}

/** Exits, unless the program decides that itself. */
export function quit(exitCode: number | null): void {
  if (exitCode !== null) process.exit(exitCode);
}

/** Answers whether the server knows of every end. */
async function endRuns(end: ProcessEnd): Promise<boolean> {
  const handled = new Set<FlowRunScope>();
  let areReported = true;
  // The innermost first: a subflow's end is its parent's step. A retry that began meanwhile comes last.
  for (let scope = innermost(handled); scope !== undefined; scope = innermost(handled)) {
    handled.add(scope);
    try {
      if (scope.hasEnded) await letEnd(scope);
      else await endRun(scope, end);
    } catch (error) {
      areReported = false;
      printLine(`tutti: the end of flow run '${scope.fields.name}' was not reported (${reasonOf(error)})`);
    }
  }
  return areReported;
}

function innermost(handled: ReadonlySet<FlowRunScope>): FlowRunScope | undefined {
  return activeRuns.all().findLast((scope) => !handled.has(scope));
}

async function letEnd(scope: FlowRunScope): Promise<void> {
  await scope.whenReported;
  scope.logger.warn("The process ends while hooks of the flow run are under way");
  await scope.connection.logs.flush();
}

async function endRun(scope: FlowRunScope, end: ProcessEnd): Promise<void> {
  const { proposal, handsBack = false } = end;
  if (isLetGo(scope)) return scope.whenReported;
  scope.logger.error(proposal.message);
  await scope.parking;
  if (isLetGo(scope)) return scope.whenReported;
  scope.stop(exiting(proposal.message));
  scope.seal("CRASHED", proposal.message);
  await scope.connection.session.whenSettled();
  const epoch = handsBack && isDeployed ? await laidDownEpoch(scope) : scope.epoch;
  const isPlannedStop = handsBack && isDeployed && epoch === null;
  const answer = await proposeState(scope.connection, scope.fields.id, epoch, { ...proposal, isPlannedStop });
  scope.noteReported();
  // A run that is started again has not crashed.
  if (answer.kind === "accepted") await scope.callHooks?.(summaryOfWire(answer.state));
  await scope.connection.logs.flush();
}

/** Whether this process has nothing more to do with the run. */
export function isLetGo({ stopped }: FlowRunScope): boolean {
  return stopped?.kind === "suspended" || stopped?.kind === "lost";
}

/** Null, once the server has said that the lease is still this process's. A subflow goes with the run around it. */
async function laidDownEpoch({ connection, fields, epoch }: FlowRunScope): Promise<number | null> {
  if (fields.parentFlowRunId !== null || epoch === null) return epoch;
  await renewLease(connection.api, fields.id, epoch, { ttl_seconds: connection.leases.seconds });
  return null;
}
