import { type Instant, instant } from "../../src/instant.ts";
import {
  cancelledState,
  cancellingState,
  completedState,
  crashedState,
  failedState,
  type Mint,
  pausedState,
  pendingState,
  type RunState,
  runningState,
  scheduledState,
  type StateHead,
} from "../../src/run-state.ts";
import type { StateType } from "../../src/state-type.ts";

/** When the run came into its current state. */
export const BEFORE: Instant = instant(1_760_000_000_000_000);
/** When the next state is proposed: an hour later. */
export const NOW: Instant = instant(1_760_003_600_000_000);

export const CURRENT_ID = "00000000-0000-4000-8000-00000000c0de";
export const PROPOSED_ID = "00000000-0000-4000-8000-0000000000ab";

export function current(head: Partial<StateHead> = {}): Mint {
  return { id: CURRENT_ID, timestamp: BEFORE, ...head };
}

export function proposed(head: Partial<StateHead> = {}): Mint {
  return { id: PROPOSED_ID, timestamp: NOW, ...head };
}

const MAKE: Record<StateType, (mint: Mint) => RunState> = {
  SCHEDULED: scheduledState,
  PENDING: pendingState,
  RUNNING: runningState,
  COMPLETED: completedState,
  FAILED: failedState,
  CANCELLED: cancelledState,
  CRASHED: crashedState,
  PAUSED: pausedState,
  CANCELLING: cancellingState,
};

/** A state of this type that says nothing else. */
export function plainState(type: StateType, mint: Mint): RunState {
  return MAKE[type](mint);
}
