import type { Instant } from "./instant.ts";
import type { RunProgress } from "./run-progress.ts";
import { type Consequence, type Policy, type Rule, ruleMaker, type Transition } from "./rule.ts";
import type { CompletedState, RunState } from "./run-state.ts";
import type { TaskRunPolicy } from "./wire/task-run.ts";

/** What the rules and the bookkeeping know of a task run. */
export interface TaskRunRecord {
  readonly id: string;
  readonly flowRunId: string | null;
  readonly taskKey: string;
  /** The empirical policy, as on the wire. */
  readonly policy: TaskRunPolicy;
  /** The attempt of the flow run in which the task last ran. */
  readonly flowRunRunCount: number;
  readonly progress: RunProgress;
}

export interface TagLimit {
  readonly tag: string;
  readonly limit: number;
  readonly freeSlots: number;
  /** After how long, at most, a task that found no slot asks again, in seconds. */
  readonly waitSecondsMax: number;
}

export interface TaskFacts {
  /** The flow run the task belongs to; null when it has none. */
  readonly flowRun: { readonly state: RunState | null; readonly runCount: number } | null;
  /** The limits of the task run's tags, those that exist. */
  readonly tagLimits: readonly TagLimit[];
  /** The state remembered under the proposed cache key, when there is one and it has not expired. */
  readonly cached: CompletedState | null;
}

export type TaskTransition = Transition<TaskRunRecord, TaskFacts>;

/** What a command carries out together with saving the state. `settleTaskRun` does those that change the run itself. */
export type TaskEffect =
  | { readonly kind: "restart-count" }
  | { readonly kind: "track-flow-run-count"; readonly runCount: number }
  | { readonly kind: "take-tag-slots"; readonly tags: readonly string[] }
  | { readonly kind: "release-tag-slots" }
  | {
      readonly kind: "insert-cache";
      readonly cacheKey: string;
      readonly expiration: Instant | null;
      readonly stateId: string;
    }
  | { readonly kind: "enqueue"; readonly queue: "scheduled" | "retry" };

export const taskRule = ruleMaker<TaskTransition, TaskEffect>();
export type TaskRule = Rule<TaskTransition, TaskEffect>;
export type TaskConsequence = Consequence<TaskTransition, TaskEffect>;
export type TaskPolicy = Policy<TaskTransition, TaskEffect>;
