import { TuttiError } from "@tutti/core/errors";
import { beginMetadata } from "../assets/asset-metadata.ts";
import type { Connection } from "../connection.ts";
import { installConsoleCapture } from "../console-capture.ts";
import { asError } from "../results/failure.ts";
import { outcomeOfStates, speaksOfStates } from "../returned-outcome.ts";
import type { Outcome } from "../state.ts";
import type { StepCall } from "./step-call.ts";
import { runIn } from "./run-context.ts";
import { within } from "./wait.ts";

/**
 * Calls the task's function inside the step, within its time limit. A function not known to give the event loop back
 * soon gets its Running state onto the wire first: else ten minutes of computing would show as Pending.
 */
export async function callBody(
  call: StepCall,
  args: readonly unknown[],
  connection: Connection,
): Promise<Outcome<unknown>> {
  const { task, step } = call;
  const { timeoutSeconds } = task.options;
  if (!task.pace.isKnownQuick) connection.session.flushNow();
  const body = (): unknown => callInside(call, args);
  if (timeoutSeconds === undefined) return outcomeOf(body);
  const error = new TuttiError("timed_out", `the task run exceeded its limit of ${timeoutSeconds} s`);
  const limited = (): unknown =>
    within(timeoutSeconds * 1000, body, () => {
      step.abort(error);
      return error;
    });
  const outcome = await outcomeOf(limited);
  if (outcome.kind !== "error" || outcome.error !== error) return outcome;
  return { ...outcome, given: { type: "FAILED", name: "TimedOut", message: error.message } };
}

async function outcomeOf(body: () => unknown): Promise<Outcome<unknown>> {
  try {
    const value = await body();
    return speaksOfStates(value) ? await outcomeOfStates(value) : { kind: "value", value };
  } catch (thrown) {
    return { kind: "error", error: asError(thrown) };
  }
}

async function callOnThread(call: StepCall, args: readonly unknown[], logsPrints: boolean): Promise<unknown> {
  const { callTaskOnThread } = await import("../threads/call-on-thread.ts");
  return callTaskOnThread(call, args, logsPrints);
}

function callInside(call: StepCall, args: readonly unknown[]): unknown {
  const { task, step, context } = call;
  const { fn } = task;
  const logsPrints = task.options.logPrints ?? context.printsTo !== null;
  beginMetadata(step, task.options);
  if (logsPrints) installConsoleCapture();
  if (task.options.runner === "thread") return callOnThread(call, args, logsPrints);
  const inside = { ...context, step, printsTo: logsPrints ? step.logger : null, transaction: undefined };
  const startedAt = performance.now();
  try {
    return runIn(inside, () => fn(...(args as never[])));
  } finally {
    task.pace.note(performance.now() - startedAt);
  }
}
