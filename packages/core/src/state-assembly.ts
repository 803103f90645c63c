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
import { unreachable } from "./unreachable.ts";

/** Gives each type the details that are its own; the rest it carries as foreign. */
export function assembleState(type: StateType, mint: Mint, details: OwnDetails): RunState {
  switch (type) {
    case "SCHEDULED": {
      const { scheduledTime, deferred, taskParametersId, data, ...rest } = details;
      const due = scheduledTime ?? mint.timestamp;
      return scheduledState(carrying(mint, rest), { scheduledTime: due, deferred, taskParametersId, data });
    }
    case "PENDING": {
      const { scheduledTime, deferred, taskParametersId, ...rest } = details;
      return pendingState(carrying(mint, rest), { scheduledTime, deferred, taskParametersId });
    }
    case "RUNNING": {
      const { cacheKey, refreshCache, deferred, taskParametersId, ...rest } = details;
      return runningState(carrying(mint, rest), { cacheKey, refreshCache, deferred, taskParametersId });
    }
    case "COMPLETED": {
      const { data, cacheKey, cacheExpiration, untrackableResult, ...rest } = details;
      return completedState(carrying(mint, rest), { data, cacheKey, cacheExpiration, untrackableResult });
    }
    case "FAILED": {
      const { data, retriable, ...rest } = details;
      return failedState(carrying(mint, rest), { data, retriable });
    }
    case "CANCELLED": {
      const { data, ...rest } = details;
      return cancelledState(carrying(mint, rest), { data });
    }
    case "CRASHED": {
      const { data, ...rest } = details;
      return crashedState(carrying(mint, rest), { data });
    }
    case "PAUSED": {
      const { pauseTimeout, pauseReschedule, pauseKey, runInputKeyset, ...rest } = details;
      return pausedState(carrying(mint, rest), { pauseTimeout, pauseReschedule, pauseKey, runInputKeyset });
    }
    case "CANCELLING":
      return cancellingState(carrying(mint, details));
    default:
      return unreachable(type);
  }
}

function carrying(mint: Mint, rest: Partial<OwnDetails>): Mint {
  return { ...mint, foreign: withoutUnsaid(rest) };
}
