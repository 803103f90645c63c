import { setImmediate as nextTurn } from "node:timers/promises";
import { installConsoleCapture } from "../console-capture.ts";
import { checkParameters } from "../parameters.ts";
import { asError, errorText } from "../results/failure.ts";
import { outcomeOfStates, speaksOfStates } from "../returned-outcome.ts";
import type { Outcome } from "../state.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import type { OpenedRun } from "./opened-run.ts";
import { runIn } from "./run-context.ts";
import { type RunStop, timedOut } from "./run-stop.ts";
import { after } from "./wait.ts";

type Failure = Extract<Outcome<unknown>, { kind: "error" }>;

const SAY_WAITING_AFTER_MS = 1000;

/**
 * Calls the flow's function inside the run, until it ends or the run is stopped. When this resolves, every call the
 * function made has ended and is committed. Only after a stop are calls under way given up: nothing can end them.
 */
export async function callFlowBody(run: OpenedRun, scope: FlowRunScope): Promise<Outcome<unknown>> {
  const outcome = await Promise.race([ownOutcome(run, scope), scope.whenStopped.then(stopOutcome)]);
  const { stopped } = scope;
  if (stopped?.kind === "suspended") scope.logger.info("The flow run waits: this process lets go of it");
  else if (outcome.kind === "error" && isToBeTold(outcome, stopped)) {
    scope.logger.error(`Flow run failed: ${errorText(outcome.error)}`);
  }
  if (stopped !== null) await giveUp(scope, stopped);
  scope.seal(null, "");
  await scope.connection.session.whenSettled();
  return outcome;
}

/** A stop is told by the line of the run's end, where this process writes one; it comes from no line of the flow's. */
function isToBeTold({ error, given }: Failure, stopped: RunStop | null): boolean {
  if (given?.type === "CANCELLED") return false;
  return stopped?.kind !== "exiting" && (error !== stopped?.error || stopped.kind === "lost");
}

async function ownOutcome(run: OpenedRun, scope: FlowRunScope): Promise<Outcome<unknown>> {
  const { timeoutSeconds } = run.flow.options;
  const cancelLimit =
    timeoutSeconds === undefined ? null : after(timeoutSeconds * 1000, () => scope.stop(timedOut(timeoutSeconds)));
  try {
    scope.signal.throwIfAborted();
    const value = await callFunction(run, scope);
    const outcome = speaksOfStates(value) ? await outcomeOfStates(value) : ({ kind: "value", value } as const);
    await callsEnded(scope);
    return outcome;
  } catch (thrown) {
    await callsEnded(scope);
    return { kind: "error", error: asError(thrown) };
  } finally {
    cancelLimit?.();
  }
}

function stopOutcome(stop: RunStop): Outcome<unknown> {
  return { kind: "error", error: stop.error };
}

async function giveUp(scope: FlowRunScope, stop: RunStop): Promise<void> {
  if (stop.kind === "lost") return;
  await scope.whenChildrenEnded();
  scope.seal(stop.kind === "cancelled" ? "CANCELLED" : "CRASHED", stop.error.detail);
}

/** Calls the flow's function inside the run: what it gives. Calls that it made and did not wait for may be under way. */
export async function callFunction(run: OpenedRun, scope: FlowRunScope): Promise<unknown> {
  return callInside(run, scope, await checkedArgs(run));
}

async function checkedArgs(run: OpenedRun): Promise<readonly unknown[]> {
  const { schema } = run.flow;
  return schema === null ? run.args : [await checkParameters(schema, run.args[0] ?? {})];
}

function callInside(run: OpenedRun, scope: FlowRunScope, args: readonly unknown[]): unknown {
  const { tags, printsTo, transaction } = run.context;
  const logsPrints = run.flow.options.logPrints ?? printsTo !== null;
  if (logsPrints) installConsoleCapture();
  const inside = { flowRun: scope, step: null, tags, printsTo: logsPrints ? scope.logger : null, transaction };
  const { fn } = run.flow;
  return runIn(inside, () => fn(...args));
}

async function callsEnded(scope: FlowRunScope): Promise<void> {
  await allCallsEnded(scope);
  if (!scope.hold.isHeld) return;
  // Paused from outside: the run does not end before it is resumed, nor before the calls that were held.
  await scope.hold.whenReleased(scope.signal);
  await nextTurn();
  await callsEnded(scope);
}

async function allCallsEnded(scope: FlowRunScope): Promise<void> {
  if (scope.callsUnderWay === 0) return;
  const cancelNotice = after(SAY_WAITING_AFTER_MS, () => {
    scope.logger.info(`Waiting for ${scope.callsUnderWay} calls that have not ended`);
  });
  await scope.whenCallsEnded();
  cancelNotice();
}
