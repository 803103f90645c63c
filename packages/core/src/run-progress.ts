import type { Instant } from "./instant.ts";
import { isTerminal, type StateType, type TerminalStateType } from "./state-type.ts";

interface Counted {
  readonly runCount: number;
  /** Microseconds spent in RUNNING states that have ended. */
  readonly totalRunMicros: number;
}

/** A run that has no state yet. */
export interface Stateless extends Counted {
  readonly stateType: null;
  readonly expectedStartTime: Instant | null;
  readonly startTime: null;
  readonly endTime: null;
  readonly nextScheduledStartTime: null;
}

export interface Stateful extends Counted {
  readonly stateId: string;
  readonly stateName: string;
  readonly stateTimestamp: Instant;
  readonly expectedStartTime: Instant;
}

export interface Scheduled extends Stateful {
  readonly stateType: "SCHEDULED";
  readonly nextScheduledStartTime: Instant;
  readonly startTime: Instant | null;
  readonly endTime: null;
}

export interface Underway extends Stateful {
  readonly stateType: "PENDING" | "PAUSED" | "CANCELLING";
  readonly nextScheduledStartTime: null;
  readonly startTime: Instant | null;
  readonly endTime: null;
}

export interface Running extends Stateful {
  readonly stateType: "RUNNING";
  readonly nextScheduledStartTime: null;
  readonly startTime: Instant;
  readonly endTime: null;
}

export interface Ended extends Stateful {
  readonly stateType: TerminalStateType;
  readonly nextScheduledStartTime: null;
  readonly startTime: Instant;
  readonly endTime: Instant;
}

/** How far a run has come, by the type of its state. A run that has ended without an end time does not compile. */
export type RunProgress = Stateless | Scheduled | Underway | Running | Ended;

/** A run that was just created and has no state. */
export const NO_PROGRESS: Stateless = {
  stateType: null,
  runCount: 0,
  totalRunMicros: 0,
  expectedStartTime: null,
  startTime: null,
  endTime: null,
  nextScheduledStartTime: null,
};

interface KnownTimes {
  readonly nextScheduledStartTime: Instant | null;
  readonly startTime: Instant | null;
  readonly endTime: Instant | null;
}

/** The progress of a run in a state of this type. A time the type promises and nobody knows is the state's timestamp. */
export function progressIn(stateType: StateType, stateful: Stateful, known: KnownTimes): RunProgress {
  const { stateTimestamp } = stateful;
  const { startTime } = known;
  if (isTerminal(stateType)) {
    const times = { startTime: startTime ?? stateTimestamp, endTime: known.endTime ?? stateTimestamp };
    return { ...stateful, stateType, ...times, nextScheduledStartTime: null };
  }
  if (stateType === "RUNNING") {
    const times = { startTime: startTime ?? stateTimestamp, endTime: null };
    return { ...stateful, stateType, ...times, nextScheduledStartTime: null };
  }
  if (stateType === "SCHEDULED") {
    const nextScheduledStartTime = known.nextScheduledStartTime ?? stateTimestamp;
    return { ...stateful, stateType, startTime, endTime: null, nextScheduledStartTime };
  }
  return { ...stateful, stateType, startTime, endTime: null, nextScheduledStartTime: null };
}
