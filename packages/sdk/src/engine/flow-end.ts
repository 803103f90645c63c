import { asError, errorTitle, failureData } from "../results/failure.ts";
import type { Outcome } from "../state.ts";
import type { FlowRunScope } from "./flow-run-scope.ts";
import type { OpenedRun } from "./opened-run.ts";
import type { Proposal } from "./propose-state.ts";
import { TimeLimitError } from "./wait.ts";

/** The state to propose for what the flow came to. */
export interface FlowEnd {
  readonly proposal: Proposal;
  readonly outcome: Outcome<unknown>;
}

export async function encodeEnd(run: OpenedRun, scope: FlowRunScope, outcome: Outcome<unknown>): Promise<FlowEnd> {
  if (outcome.kind === "error") return failed(outcome.error);
  if (run.flow.options.persistResult === false) return { proposal: { type: "COMPLETED" }, outcome };
  try {
    const data = await run.connection.results.encode(outcome.value);
    return { proposal: { type: "COMPLETED", ...(data === null ? {} : { data }) }, outcome };
  } catch (error) {
    if (run.context.flowRun !== null) return failed(asError(error));
    // Nobody reads the result of a run that no flow called: it need not fail for it.
    scope.logger.warn(asError(error).message);
    return { proposal: { type: "COMPLETED" }, outcome };
  }
}

function failed(error: Error): FlowEnd {
  const isTimeout = error instanceof TimeLimitError;
  const message = isTimeout ? error.message : `Flow run encountered an exception: ${errorTitle(error)}`;
  const name = isTimeout ? { name: "TimedOut" } : {};
  const proposal = { type: "FAILED", ...name, message, data: failureData(error) } as const;
  return { proposal, outcome: { kind: "error", error } };
}
