import { readFlowRun } from "@tutti/client/flow-runs";
import { delay } from "@tutti/client/request-retry";
import { reasonOf } from "@tutti/client/response-error";
import { constants } from "node:os";
import { asError, errorTitle, failureData } from "../results/failure.ts";
import { activeRuns } from "./active-runs.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import { exiting } from "./run-stop.ts";
import { type Proposal, proposeState } from "./propose-state.ts";
import { printLine } from "../print-line.ts";

// P1: a process that is told to stop, or fails outside of its flows, says so for each run it executes before it exits.
//     A run that is being made just then is waited for: it would stay Pending for ever.
// P2: it exits within FAREWELL_MS, whatever the server does; a second signal ends it at once.
// P3: a run whose end is on its way, or reported, keeps that end: only its hooks are cut short.
// P4: process.exit() leaves no time for that: what can be said is said by the thread that keeps the leases.
// P5: while no run is under way, signals and errors are none of our business; nor are errors, or whether the process
//     exits on a signal, when the program listens for them itself.

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
const FAREWELL_MS = 5000;
const OPENED_WITHIN_MS = 1000;

type ProposalFor = (scope: FlowRunScope) => Promise<Proposal>;

let isWatching = false;
let isLeaving = false;

/** From now on, while flow runs are under way, the end of the process is reported. */
export function watchProcess(): void {
  if (isWatching) return;
  isWatching = true;
  let isOn = false;
  activeRuns.onChange((count) => {
    if (count > 0 === isOn) return;
    isOn = count > 0;
    const change = isOn ? "on" : "off";
    for (const signal of SIGNALS) process[change](signal, onSignal);
    process[change]("uncaughtException", onUncaught);
    process[change]("beforeExit", onStuck);
    process[change]("exit", onExit);
  });
}

function onSignal(signal: (typeof SIGNALS)[number]): void {
  const exitCode = process.listenerCount(signal) > 1 ? null : 128 + constants.signals[signal];
  if (isLeaving) {
    end(exitCode);
    return;
  }
  const message = `The flow run was stopped by ${signal}`;
  void leave(message, exitCode, async (scope) => {
    const isCancelling = await isBeingCancelled(scope);
    return { type: isCancelling ? "CANCELLED" : "CRASHED", message, force: true };
  });
}

function onUncaught(error: unknown): void {
  if (process.listenerCount("uncaughtException") > 1) return;
  const failure = asError(error);
  printLine(failure.stack ?? errorTitle(failure));
  if (isLeaving) process.exit(1);
  const message = `An error outside of the flow's own calls ended the process: ${errorTitle(failure)}`;
  const proposal: Proposal = { type: "FAILED", message, data: failureData(failure), force: true };
  void leave(message, 1, async () => proposal);
}

// The event loop has nothing left to do while a flow waits: it would wait for ever.
function onStuck(): void {
  const message = "The flow waits for something that can never happen: the process has nothing left to do";
  const proposal: Proposal = { type: "CRASHED", message, force: true };
  void leave(message, 13, async () => proposal);
}

// Nothing asynchronous happens in this process any more.
function onExit(code: number): void {
  if (isLeaving) return;
  const left = activeRuns.all().filter((scope) => !scope.hasEnded);
  for (const [connection, scopes] of Map.groupBy(left.toReversed(), (scope) => scope.connection)) {
    const message = `The process ended (exit code ${code}) while the flow run was under way`;
    for (const { fields } of scopes) printLine(`tutti: ${message}: '${fields.name}'`);
    const runs = scopes.map(({ fields, epoch }) => ({ flowRunId: fields.id, epoch }));
    connection.leases.sayFarewell(runs, message);
  }
}

async function leave(message: string, exitCode: number | null, proposalFor: ProposalFor): Promise<void> {
  isLeaving = true;
  const limit = setTimeout(() => end(exitCode), FAREWELL_MS);
  await Promise.race([activeRuns.whenOpened(), delay(OPENED_WITHIN_MS)]);
  const handled = new Set<FlowRunScope>();
  // The innermost first: a subflow's end is its parent's step. A retry that began meanwhile comes last.
  for (let scope = innermost(handled); scope !== undefined; scope = innermost(handled)) {
    handled.add(scope);
    try {
      if (scope.hasEnded) await letEnd(scope);
      else await endRun(scope, message, proposalFor);
    } catch (error) {
      printLine(`tutti: the end of flow run '${scope.fields.name}' was not reported (${reasonOf(error)})`);
    }
  }
  clearTimeout(limit);
  isLeaving = false;
  end(exitCode);
}

function innermost(handled: ReadonlySet<FlowRunScope>): FlowRunScope | undefined {
  return activeRuns.all().findLast((scope) => !handled.has(scope));
}

/** Exits, unless the program decides that itself. */
function end(exitCode: number | null): void {
  if (exitCode !== null) process.exit(exitCode);
}

async function letEnd(scope: FlowRunScope): Promise<void> {
  await scope.whenReported;
  scope.logger.warn("The process ends while hooks of the flow run are under way");
  await scope.connection.logs.flush();
}

async function endRun(scope: FlowRunScope, message: string, proposalFor: ProposalFor): Promise<void> {
  scope.logger.error(message);
  scope.stop(exiting(message));
  const proposal = await proposalFor(scope);
  scope.seal("CRASHED", message);
  await scope.connection.session.whenSettled();
  await proposeState(scope.connection, scope.fields.id, scope.epoch, proposal);
  scope.noteReported();
  await scope.connection.logs.flush();
}

async function isBeingCancelled(scope: FlowRunScope): Promise<boolean> {
  const run = await readFlowRun(scope.connection.api, scope.fields.id);
  return run.state_type === "CANCELLING";
}
