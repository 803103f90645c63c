import { isRetry } from "./attempt-before.ts";
import { isTerminal, type StateType } from "./state-type.ts";

interface PastState {
  readonly type: StateType;
  readonly name: string | null;
}

/**
 * How many attempts a run has had by its own doing, by its states, oldest first. One whose process was gone, or was told to
 * stop, goes on with the next: only what came to an end by itself is one of the flow's retries.
 */
export function ownAttempts(states: readonly PastState[]): number {
  let attempts = 0;
  let isOver = true;
  for (const [index, state] of states.entries()) {
    if (state.type === "RUNNING") {
      attempts += isOver ? 1 : 0;
      isOver = false;
    }
    isOver ||= (isTerminal(state.type) && state.type !== "CRASHED") || isRetry(states, index);
  }
  return attempts;
}
