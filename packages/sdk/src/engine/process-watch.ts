import { constants } from "node:os";
import { printLine } from "../print-line.ts";
import { asError, errorTitle, failureData } from "../results/failure.ts";
import { activeRuns } from "./active-runs.ts";
import { exitCodeAfter, isLeaving, isLetGo, leave, quit } from "./process-end.ts";

// What may end a process while it executes runs, and what is then said of them; how it is said, and the rules P1 to P6,
// stand in process-end.ts.

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

let isWatching = false;

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
  if (isLeaving()) {
    quit(exitCode);
    return;
  }
  tellHowToGoOn();
  const message = `The flow run was stopped by ${signal}`;
  void leave({ proposal: { type: "CRASHED", message, force: true }, handsBack: signal === "SIGTERM" }, exitCode);
}

/** A run of a deployment is started again by others; one that a program began is left to whoever stopped it. */
function tellHowToGoOn(): void {
  const [outermost] = activeRuns.all();
  if (outermost === undefined || outermost.fields.deploymentId !== null) return;
  printLine(`Its finished steps are kept. To go on from them: tutti flow-run resume ${outermost.fields.name}`);
}

function onUncaught(error: unknown): void {
  if (process.listenerCount("uncaughtException") > 1) return;
  const failure = asError(error);
  printLine(failure.stack ?? errorTitle(failure));
  if (isLeaving()) process.exit(1);
  const message = `An error outside of the flow's own calls ended the process: ${errorTitle(failure)}`;
  void leave({ proposal: { type: "FAILED", message, data: failureData(failure), force: true } }, 1);
}

// The event loop has nothing left to do while a flow waits: it would wait for ever.
function onStuck(): void {
  const message = "The flow waits for something that can never happen: the process has nothing left to do";
  void leave({ proposal: { type: "CRASHED", message, force: true } }, 13);
}

// Nothing asynchronous happens in this process any more.
function onExit(code: number): void {
  if (isLeaving()) return;
  const left = activeRuns.all().filter((scope) => !scope.hasEnded && !isLetGo(scope));
  let areReported = true;
  for (const [connection, scopes] of Map.groupBy(left.toReversed(), (scope) => scope.connection)) {
    const message = `The process ended (exit code ${code}) while the flow run was under way`;
    for (const { fields } of scopes) printLine(`tutti: ${message}: '${fields.name}'`);
    const runs = scopes.map(({ fields, epoch }) => ({ flowRunId: fields.id, epoch }));
    areReported &&= connection.leases.sayFarewell(runs, message);
  }
  process.exitCode = exitCodeAfter(areReported, code);
}
