import {
  cancelledState,
  cancellingState,
  completedState,
  crashedState,
  failedState,
  type Mint,
  type OwnDetails,
  pausedState,
  pendingState,
  type RunState,
  runningState,
  scheduledState,
} from "./run-state.ts";
import { withoutUnsaid } from "./state-details.ts";
import type { StateType } from "./state-type.ts";

/** Gives each type the details that are its own; the rest it carries as foreign. */
export function assembleState(type: StateType, mint: Mint, details: OwnDetails): RunState {
  return ASSEMBLE[type](mint, details);
}

const ASSEMBLE: Record<StateType, (mint: Mint, details: OwnDetails) => RunState> = {
  SCHEDULED: (mint, { scheduledTime, deferred, taskParametersId, data, ...rest }) => {
    const due = scheduledTime ?? mint.timestamp;
    return scheduledState(carrying(mint, rest), { scheduledTime: due, deferred, taskParametersId, data });
  },
  PENDING: (mint, { scheduledTime, deferred, taskParametersId, ...rest }) =>
    pendingState(carrying(mint, rest), { scheduledTime, deferred, taskParametersId }),
  RUNNING: (mint, { cacheKey, refreshCache, deferred, taskParametersId, ...rest }) =>
    runningState(carrying(mint, rest), { cacheKey, refreshCache, deferred, taskParametersId }),
  COMPLETED: (mint, { data, cacheKey, cacheExpiration, untrackableResult, ...rest }) =>
    completedState(carrying(mint, rest), { data, cacheKey, cacheExpiration, untrackableResult }),
  FAILED: (mint, { data, retriable, ...rest }) => failedState(carrying(mint, rest), { data, retriable }),
  CANCELLED: (mint, { data, ...rest }) => cancelledState(carrying(mint, rest), { data }),
  CRASHED: (mint, { data, ...rest }) => crashedState(carrying(mint, rest), { data }),
  PAUSED: (mint, { pauseTimeout, pauseReschedule, pauseKey, runInputKeyset, ...rest }) =>
    pausedState(carrying(mint, rest), { pauseTimeout, pauseReschedule, pauseKey, runInputKeyset }),
  CANCELLING: (mint, details) => cancellingState(carrying(mint, details)),
};

function carrying(mint: Mint, rest: Partial<OwnDetails>): Mint {
  return { ...mint, foreign: withoutUnsaid(rest) };
}
