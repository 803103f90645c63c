import { asError, errorTitle, failureData } from "../results/failure.ts";
import type { GivenState, Outcome } from "../state.ts";
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
  if (outcome.kind === "error") return failed(outcome);
  const completed = stateOf(outcome.given ?? { type: "COMPLETED", message: null });
  if (run.flow.options.persistResult === false) return { proposal: completed, outcome };
  try {
    const data = await run.connection.results.encode(outcome.value, scope.resultOptions);
    return { proposal: { ...completed, ...(data === null ? {} : { data }) }, outcome };
  } catch (error) {
    if (run.context.flowRun !== null) return failed({ kind: "error", error: asError(error) });
    // Nobody reads the result of a run that no flow called: it need not fail for it.
    scope.logger.warn(asError(error).message);
    return { proposal: completed, outcome };
  }
}

function failed(outcome: Extract<Outcome<unknown>, { kind: "error" }>): FlowEnd {
  const { error } = outcome;
  const thrown = { type: "FAILED", message: `Flow run encountered an exception: ${errorTitle(error)}` } as const;
  return { proposal: { ...stateOf(outcome.given ?? thrown), data: failureData(error) }, outcome };
}

function stateOf({ message, ...typed }: GivenState): Proposal {
  return message === null ? typed : { ...typed, message };
}

function stopped({ kind, error }: RunStop): FlowEnd {
  const { message } = error;
  return { proposal: { ...STATES[kind], message }, outcome: { kind: "error", error } };
}
