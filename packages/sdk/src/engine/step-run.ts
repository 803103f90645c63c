import { advance } from "@tutti/core/bookkeeping";
import { formatInstant, type Instant, instant } from "@tutti/core/instant";
import { NO_PROGRESS, type RunProgress } from "@tutti/core/run-progress";
import type { RunState } from "@tutti/core/run-state";
import type { EventMessage } from "@tutti/core/wire/event";
import type { TaskInputs } from "@tutti/core/wire/task-run";

/** What does not change about a task run. */
export interface StepFields {
  readonly id: string;
  readonly name: string;
  readonly taskKey: string;
  readonly dynamicKey: string;
  readonly flowRunId: string | null;
  readonly tags: readonly string[];
  readonly inputs: TaskInputs;
  readonly retries: number;
  readonly retryDelaySeconds: number | readonly number[];
  readonly retryJitterFactor: number | null;
  readonly version: string | null;
}

/** What a step's events say of the run around it. */
export interface StepSurroundings {
  readonly flowRunRunCount: number;
  readonly related: readonly Record<string, string>[];
  readonly epoch: number | null;
}

/** The state a run is in that this process goes on with, and what it has behind it. */
export interface StepStanding {
  readonly state: RunState;
  readonly progress: RunProgress;
}

export const OUTSIDE_OF_FLOWS: StepSurroundings = { flowRunRunCount: 0, related: [], epoch: null };

/**
 * One task run as its process knows it: the states it went through, and the events that tell the server. The server
 * applies no rule to them, so run count, times and duration are counted here, by core's own bookkeeping. It takes the later
 * state for the one that counts: where the run has one by another clock, which may be ahead, its times here go on from that.
 */
export class StepRun {
  readonly fields: StepFields;
  readonly #around: StepSurroundings;
  readonly #related: Record<string, string>[];
  readonly #recordedAt: Instant | null;
  #progress: RunProgress;
  #state: RunState | null;
  /** By how much this process's clock is behind that one; null before the first state that is told. */
  #behindMicros: number | null = null;

  /** `recordedAt` is when the server has the run's last state, by whatever clock. */
  constructor(
    fields: StepFields,
    around: StepSurroundings,
    standing: StepStanding | null = null,
    recordedAt: Instant | null = null,
  ) {
    this.fields = fields;
    this.#recordedAt = recordedAt;
    this.#around = around;
    this.#progress = standing?.progress ?? NO_PROGRESS;
    this.#state = standing?.state ?? null;
    const tags = fields.tags.map((tag) => ({
      "prefect.resource.id": `prefect.tag.${tag}`,
      "prefect.resource.role": "tag",
    }));
    this.#related = [...tags, ...around.related];
  }

  get id(): string {
    return this.fields.id;
  }

  /** As it is now, for another thread. */
  get standing(): StepStanding | null {
    return this.#state === null ? null : { state: this.#state, progress: this.#progress };
  }

  get state(): RunState | null {
    return this.#state;
  }

  get runCount(): number {
    return this.#progress.runCount;
  }

  /** Takes the next state and gives the event that reports it; the event's id is the state's. */
  enter(entered: RunState, data: unknown = null): EventMessage {
    const previous = this.#state;
    const isFirst = this.#behindMicros === null;
    const state = this.#afterRecorded(entered);
    this.#progress = advance(this.#progress, state, false);
    this.#state = state;
    return {
      id: state.id,
      occurred: formatInstant(state.timestamp),
      event: `prefect.task-run.${state.name}`,
      resource: this.#resource(state),
      related: this.#related,
      payload: {
        intended: { from: previous?.type ?? null, to: state.type },
        initial_state: previous === null ? null : stateFields(previous),
        validated_state: { ...stateFields(state), data },
        task_run: this.#taskRun(),
      },
      // No event tells of a state that somebody else gave the run.
      follows: isFirst ? null : (previous?.id ?? null),
      ...(this.#around.epoch === null ? {} : { tutti: { epoch: this.#around.epoch } }),
    };
  }

  #afterRecorded(state: RunState): RunState {
    this.#behindMicros ??= Math.max(0, (this.#recordedAt ?? -Infinity) + 1 - state.timestamp);
    if (this.#behindMicros === 0) return state;
    return { ...state, timestamp: instant(state.timestamp + this.#behindMicros) };
  }

  #resource(state: RunState): Record<string, string> {
    return {
      "prefect.resource.id": `prefect.task-run.${this.fields.id}`,
      "prefect.resource.name": this.fields.name,
      "prefect.run-count": String(this.#progress.runCount),
      "prefect.state-message": state.message ?? "",
      "prefect.state-name": state.name,
      "prefect.state-timestamp": formatInstant(state.timestamp),
      "prefect.state-type": state.type,
      "prefect.orchestration": "client",
    };
  }

  #taskRun(): Record<string, unknown> {
    const { name, taskKey, dynamicKey, tags, inputs, version } = this.fields;
    const { runCount, totalRunMicros, startTime, endTime, expectedStartTime, nextScheduledStartTime } = this.#progress;
    return {
      name,
      task_key: taskKey,
      dynamic_key: dynamicKey,
      ...(version === null ? {} : { task_version: version }),
      empirical_policy: this.#policy(),
      tags,
      labels: {},
      task_inputs: inputs,
      run_count: runCount,
      flow_run_run_count: this.#around.flowRunRunCount,
      ...(expectedStartTime === null ? {} : { expected_start_time: formatInstant(expectedStartTime) }),
      next_scheduled_start_time: nextScheduledStartTime === null ? null : formatInstant(nextScheduledStartTime),
      ...(startTime === null ? {} : { start_time: formatInstant(startTime) }),
      ...(endTime === null ? {} : { end_time: formatInstant(endTime) }),
      total_run_time: totalRunMicros / 1_000_000,
    };
  }

  #policy(): Record<string, unknown> {
    const { retries, retryDelaySeconds, retryJitterFactor } = this.fields;
    const policy = { max_retries: 0, retry_delay_seconds: 0, retries, retry_delay: retryDelaySeconds };
    return retryJitterFactor === null ? policy : { ...policy, retry_jitter_factor: retryJitterFactor };
  }
}

function stateFields(state: RunState): Record<string, unknown> {
  return { type: state.type, name: state.name, message: state.message ?? "", state_details: details(state) };
}

function details(state: RunState): Record<string, unknown> {
  if (state.type === "PENDING" && state.deferred === true) return { deferred: true };
  if (state.type === "SCHEDULED") return { scheduled_time: formatInstant(state.scheduledTime) };
  if (state.type !== "COMPLETED" || state.cacheKey === null) return {};
  const expiration = state.cacheExpiration;
  return { cache_key: state.cacheKey, cache_expiration: expiration === null ? null : formatInstant(expiration) };
}
