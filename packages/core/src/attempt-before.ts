import type { StateType } from "./state-type.ts";

/** What an attempt of a run goes on from. */
export type AttemptBefore = "interrupted" | "failed" | "completed";

interface PastState {
  readonly type: StateType;
  readonly name: string | null;
}

/** Whether the server put this state in the place of Failed, since the flow has retries left. */
export function isRetry(states: readonly PastState[], index: number): boolean {
  const state = states[index];
  return state?.type === "SCHEDULED" && state.name === "AwaitingRetry" && states[index - 1]?.type === "RUNNING";
}

/** The state by which the flow last failed to be tried again; undefined when it never was. */
export function lastRetry<S extends PastState>(states: readonly S[]): S | undefined {
  return states.findLast((_state, index) => isRetry(states, index));
}

/** The state by which the flow last failed, whatever became of it then; undefined when it never did. */
export function lastFailure<S extends PastState>(states: readonly S[]): S | undefined {
  return states.findLast(({ type }, index) => type === "FAILED" || isRetry(states, index));
}

/**
 * How the attempt before came to its end, by the run's states, oldest first. One that crashed, was cancelled, or was
 * suspended goes on with all that is on record; after one that failed, the failed steps are run again (decision 6).
 */
export function attemptBefore(states: readonly PastState[]): AttemptBefore {
  let awaitsRetry = false;
  for (const { type, name } of states.toReversed()) {
    if (type === "FAILED") return "failed";
    if (type === "COMPLETED") return "completed";
    // The server puts this state in the place of Failed when the flow has retries left.
    if (type === "RUNNING" && awaitsRetry) return "failed";
    if (type !== "PENDING" && type !== "SCHEDULED") return "interrupted";
    awaitsRetry ||= name === "AwaitingRetry";
  }
  return "interrupted";
}
