import { asError, errorTitle, failureData } from "../results/failure.ts";
import type { Outcome } from "../state.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import type { OpenedRun } from "./opened-run.ts";
import type { Proposal } from "./propose-state.ts";
import type { RunStop, StopKind } from "./run-stop.ts";

/** The state to propose for what the flow came to. */
export interface FlowEnd {
  readonly proposal: Proposal;
  readonly outcome: Outcome<unknown>;
}

const STATES: Record<StopKind, Proposal> = {
  "timed-out": { type: "FAILED", name: "TimedOut" },
  cancelled: { type: "CANCELLED", force: true },
  abandoned: { type: "CRASHED", force: true },
  lost: { type: "CRASHED" },
  suspended: { type: "PAUSED" },
  exiting: { type: "CRASHED", force: true },
};

export async function encodeEnd(run: OpenedRun, scope: FlowRunScope, outcome: Outcome<unknown>): Promise<FlowEnd> {
  if (scope.stopped !== null) return stopped(scope.stopped);
  if (outcome.kind === "error") return failed(outcome.error);
  if (run.flow.options.persistResult === false) return { proposal: { type: "COMPLETED" }, outcome };
  try {
    const data = await run.connection.results.encode(outcome.value, scope.resultOptions);
    return { proposal: { type: "COMPLETED", ...(data === null ? {} : { data }) }, outcome };
  } catch (error) {
    if (run.context.flowRun !== null) return failed(asError(error));
    // Nobody reads the result of a run that no flow called: it need not fail for it.
    scope.logger.warn(asError(error).message);
    return { proposal: { type: "COMPLETED" }, outcome };
  }
}

function failed(error: Error): FlowEnd {
  const message = `Flow run encountered an exception: ${errorTitle(error)}`;
  return { proposal: { type: "FAILED", message, data: failureData(error) }, outcome: { kind: "error", error } };
}

function stopped({ kind, error }: RunStop): FlowEnd {
  const { message } = error;
  return { proposal: { ...STATES[kind], message }, outcome: { kind: "error", error } };
}
