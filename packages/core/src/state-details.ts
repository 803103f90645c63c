import { formatInstant, parseInstant, type Instant } from "./instant.ts";
import type { JsonText, OwnDetails, RunState, StateHead } from "./run-state.ts";
import type { StateDetails, StateDetailsInput } from "./wire/state.ts";

/** What a state's details are when nothing was said, as Prefect answers them. */
const UNSAID: OwnDetails = {
  scheduledTime: null,
  cacheKey: null,
  cacheExpiration: null,
  deferred: false,
  untrackableResult: false,
  pauseTimeout: null,
  pauseReschedule: false,
  pauseKey: null,
  runInputKeyset: null,
  refreshCache: null,
  retriable: null,
  taskParametersId: null,
  data: null,
};

type Shared = Omit<StateHead, "id" | "name" | "timestamp" | "message" | "foreign">;

/** The details that every type of state has. */
export function sharedDetails(details: StateDetailsInput): Shared {
  return {
    transitionId: orNull(details.transition_id),
    flowRunId: orNull(details.flow_run_id),
    taskRunId: orNull(details.task_run_id),
    childFlowRunId: orNull(details.child_flow_run_id),
    traceparent: orNull(details.traceparent),
    deploymentConcurrencyLeaseId: orNull(details.deployment_concurrency_lease_id),
  };
}

/** The details that belong to some types of state only. */
export function ownDetails(details: StateDetailsInput, data: JsonText | null): OwnDetails {
  return {
    scheduledTime: orNull(details.scheduled_time),
    cacheKey: orNull(details.cache_key),
    cacheExpiration: orNull(details.cache_expiration),
    deferred: details.deferred === undefined ? false : details.deferred,
    untrackableResult: details.untrackable_result ?? false,
    pauseTimeout: orNull(details.pause_timeout),
    pauseReschedule: details.pause_reschedule ?? false,
    pauseKey: orNull(details.pause_key),
    runInputKeyset: orNull(details.run_input_keyset),
    refreshCache: orNull(details.refresh_cache),
    retriable: orNull(details.retriable),
    taskParametersId: orNull(details.task_parameters_id),
    data,
  };
}

function orNull<T>(value: T | null | undefined): T | null {
  return value ?? null;
}

/** Of some details, those that say something. */
export function withoutUnsaid(details: Partial<OwnDetails>): Partial<OwnDetails> {
  const unsaid = new Map<string, unknown>(Object.entries(UNSAID));
  return Object.fromEntries(Object.entries(details).filter(([key, value]) => value !== unsaid.get(key)));
}

/** All details of a state that belong to some types only, its own and those it merely carries. */
export function allDetails(state: RunState): OwnDetails {
  return { ...UNSAID, ...state.foreign, ...state };
}

/** Whether the state belongs to a task that a worker runs later. Clients say so in every state they propose for it. */
export function isDeferred(state: RunState): boolean {
  return allDetails(state).deferred === true;
}

export function detailsToWire(state: RunState): Required<StateDetails> {
  const own = allDetails(state);
  return {
    flow_run_id: state.flowRunId,
    task_run_id: state.taskRunId,
    child_flow_run_id: state.childFlowRunId,
    scheduled_time: isoOrNull(own.scheduledTime),
    cache_key: own.cacheKey,
    cache_expiration: isoOrNull(own.cacheExpiration),
    deferred: own.deferred,
    untrackable_result: own.untrackableResult,
    pause_timeout: isoOrNull(own.pauseTimeout),
    pause_reschedule: own.pauseReschedule,
    pause_key: own.pauseKey,
    run_input_keyset: own.runInputKeyset === null ? null : { ...own.runInputKeyset },
    refresh_cache: own.refreshCache,
    retriable: own.retriable,
    transition_id: state.transitionId,
    task_parameters_id: own.taskParametersId,
    traceparent: state.traceparent,
    deployment_concurrency_lease_id: state.deploymentConcurrencyLeaseId,
  };
}

/** The details as stored: those at their default are left out. */
export function detailsToText(state: RunState): JsonText {
  const stored = Object.entries(detailsToWire(state)).filter(([key, value]) => value !== (DEFAULTS.get(key) ?? null));
  return JSON.stringify(Object.fromEntries(stored));
}

const DEFAULTS = new Map([
  ["deferred", false],
  ["untrackable_result", false],
  ["pause_reschedule", false],
]);

export function detailsFromText(text: JsonText): StateDetailsInput {
  const { scheduled_time, cache_expiration, pause_timeout, ...rest }: StateDetails = JSON.parse(text);
  return {
    ...rest,
    scheduled_time: instantOrNull(scheduled_time),
    cache_expiration: instantOrNull(cache_expiration),
    pause_timeout: instantOrNull(pause_timeout),
  };
}

function isoOrNull(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at);
}

function instantOrNull(text: string | null | undefined): Instant | null {
  return text === null || text === undefined ? null : parseInstant(text);
}
