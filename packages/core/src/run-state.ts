import type { Instant } from "./instant.ts";
import { defaultStateName, type StateType } from "./state-type.ts";

/** JSON exactly as its author wrote it. Kept as text, so that digits survive and a state can be sent to a thread. */
export type JsonText = string;

/** Details a state may carry by its type; what a type has no use for is not among its own fields. */
export interface OwnDetails {
  readonly scheduledTime: Instant | null;
  readonly cacheKey: string | null;
  readonly cacheExpiration: Instant | null;
  readonly refreshCache: boolean | null;
  readonly untrackableResult: boolean;
  readonly deferred: boolean | null;
  readonly taskParametersId: string | null;
  readonly pauseTimeout: Instant | null;
  readonly pauseReschedule: boolean;
  readonly pauseKey: string | null;
  readonly runInputKeyset: Readonly<Record<string, string>> | null;
  readonly retriable: boolean | null;
  /** A result, result metadata, or a marker; null when there is none. */
  readonly data: JsonText | null;
}

/** What every state has. */
export interface StateHead {
  readonly id: string;
  readonly name: string;
  readonly timestamp: Instant;
  readonly message: string | null;
  readonly transitionId: string | null;
  readonly flowRunId: string | null;
  readonly taskRunId: string | null;
  readonly childFlowRunId: string | null;
  readonly traceparent: string | null;
  readonly deploymentConcurrencyLeaseId: string | null;
  /** Details a client sent that this type has no use for: given back as they came, read by no rule. */
  readonly foreign: Readonly<Partial<OwnDetails>>;
}

type Kind<T extends StateType, Own extends keyof OwnDetails = never> = StateHead & { readonly type: T } & Pick<
    OwnDetails,
    Own
  >;

/** `data` is what the attempt before left, when the state awaits a retry. */
export type ScheduledState = Omit<
  Kind<"SCHEDULED", "scheduledTime" | "deferred" | "taskParametersId" | "data">,
  "scheduledTime"
> & {
  readonly scheduledTime: Instant;
};
export type PendingState = Kind<"PENDING", "scheduledTime" | "deferred" | "taskParametersId">;
export type RunningState = Kind<"RUNNING", "cacheKey" | "refreshCache" | "deferred" | "taskParametersId">;
export type CompletedState = Kind<"COMPLETED", "data" | "cacheKey" | "cacheExpiration" | "untrackableResult">;
export type FailedState = Kind<"FAILED", "data" | "retriable">;
export type CancelledState = Kind<"CANCELLED", "data">;
export type CrashedState = Kind<"CRASHED", "data">;
export type PausedState = Kind<"PAUSED", "pauseTimeout" | "pauseReschedule" | "pauseKey" | "runInputKeyset">;
export type CancellingState = Kind<"CANCELLING">;

export type RunState =
  | ScheduledState
  | PendingState
  | RunningState
  | CompletedState
  | FailedState
  | CancelledState
  | CrashedState
  | PausedState
  | CancellingState;

export type StateOf<T extends StateType> = Extract<RunState, { type: T }>;

/** What a new state must say of itself: everything else has a default. */
export type Mint = Pick<StateHead, "id" | "timestamp"> & Partial<StateHead>;

function head<T extends StateType>(type: T, mint: Mint): StateHead & { readonly type: T } {
  return {
    message: null,
    transitionId: null,
    flowRunId: null,
    taskRunId: null,
    childFlowRunId: null,
    traceparent: null,
    deploymentConcurrencyLeaseId: null,
    foreign: {},
    ...mint,
    name: mint.name ?? defaultStateName(type),
    type,
  };
}

type Own<T extends StateType> = Partial<Omit<StateOf<T>, keyof StateHead | "type">>;

/** Due at `scheduledTime`, at once when none is given. */
export function scheduledState(mint: Mint, own: Own<"SCHEDULED"> = {}): ScheduledState {
  const defaults = { scheduledTime: mint.timestamp, deferred: false, taskParametersId: null, data: null };
  return { ...head("SCHEDULED", mint), ...defaults, ...own };
}

export function pendingState(mint: Mint, own: Own<"PENDING"> = {}): PendingState {
  return { ...head("PENDING", mint), scheduledTime: null, deferred: false, taskParametersId: null, ...own };
}

export function runningState(mint: Mint, own: Own<"RUNNING"> = {}): RunningState {
  const defaults = { cacheKey: null, refreshCache: null, deferred: false, taskParametersId: null };
  return { ...head("RUNNING", mint), ...defaults, ...own };
}

export function completedState(mint: Mint, own: Own<"COMPLETED"> = {}): CompletedState {
  const defaults = { data: null, cacheKey: null, cacheExpiration: null, untrackableResult: false };
  return { ...head("COMPLETED", mint), ...defaults, ...own };
}

export function failedState(mint: Mint, own: Own<"FAILED"> = {}): FailedState {
  return { ...head("FAILED", mint), data: null, retriable: null, ...own };
}

export function cancelledState(mint: Mint, own: Own<"CANCELLED"> = {}): CancelledState {
  return { ...head("CANCELLED", mint), data: null, ...own };
}

export function crashedState(mint: Mint, own: Own<"CRASHED"> = {}): CrashedState {
  return { ...head("CRASHED", mint), data: null, ...own };
}

export function pausedState(mint: Mint, own: Own<"PAUSED"> = {}): PausedState {
  const defaults = { pauseTimeout: null, pauseReschedule: false, pauseKey: null, runInputKeyset: null };
  return { ...head("PAUSED", mint), ...defaults, ...own };
}

export function cancellingState(mint: Mint): CancellingState {
  return head("CANCELLING", mint);
}

/** The names of runs that ended their process to wait: for a time, for an event. */
export const WAITING_STATE_NAMES = { sleep: "Sleeping", event: "AwaitingEvent" } as const;

/** Whether the run waits by its own wish, without a process: it goes on by itself. */
export function waitsAlone(state: RunState | null): boolean {
  const { sleep, event } = WAITING_STATE_NAMES;
  return state?.type === "SCHEDULED" && (state.name === sleep || state.name === event);
}

/** A suspended run holds no process: it is scheduled again when it resumes. */
export function isSuspended(state: RunState | null): boolean {
  return state?.type === "PAUSED" && state.pauseReschedule;
}
