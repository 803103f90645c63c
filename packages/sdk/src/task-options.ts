import type { AssetLike } from "./assets/asset.ts";
import type { CacheKeyFunction, CachePolicy } from "./caching/cache-policy.ts";
import type { HookList, StateHook, StateHooks } from "./hooks.ts";
import type { RetryDelay } from "./retries.ts";
import type { ResultOptions } from "./results/result-options.ts";
import type { StorageKeyOption } from "./results/storage-key.ts";
import type { TaskFuture } from "./task-future.ts";
import type { TaskTransactionHook } from "./transactions/transaction-options.ts";

/** A task run, as hooks and retry conditions see it. */
export interface TaskRunInfo {
  readonly id: string;
  readonly name: string;
  readonly taskName: string;
  readonly flowRunId: string | null;
  /** How many times its function was called, this attempt included. */
  readonly runCount: number;
  readonly tags: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface TaskInfo {
  readonly name: string;
}

export type TaskHook = StateHook<TaskInfo, TaskRunInfo>;

/** How a task behaves. All are optional. */
export interface TaskOptions<A extends readonly unknown[] = readonly unknown[]>
  extends StateHooks<TaskHook>, ResultOptions {
  /** The task's name, and its `task_key`. The function's name in kebab-case unless given. */
  readonly name?: string;
  readonly version?: string;
  /** Given to every run of the task. */
  readonly tags?: readonly string[];
  /** How often a failed run is repeated. 0 unless given. */
  readonly retries?: number;
  readonly retryDelaySeconds?: RetryDelay;
  /** Lengthens or shortens each delay at random, up to this fraction of it. */
  readonly retryJitterFactor?: number;
  /** Asked before a repetition: false makes the failure final. */
  readonly retryCondition?: (error: Error, run: TaskRunInfo) => boolean | Promise<boolean>;
  /** After this the run fails with the state TimedOut, and its signal is aborted. */
  readonly timeoutSeconds?: number;
  /**
   * `thread` calls the function on another core, for what computes: the event loop goes on meanwhile, and calls run side
   * by side. The task must be exported by its file, which each thread imports; arguments and result are copied, as
   * `structuredClone` does; it calls no other task.
   */
  readonly runner?: "thread";
  /** `console.*` within the task also goes to the run's log. The flow's choice unless given. */
  readonly logPrints?: boolean;
  /** False keeps no result: it need not be storable, and a resumed run calls the task again. */
  readonly persistResult?: boolean;
  /** The path of the result in its storage: `{parameters.month}/{taskRun.name}.json`; a file there is written over. */
  readonly resultStorageKey?: StorageKeyOption;
  /** Calls with the same key share a result, across runs; no key, no sharing. */
  readonly cacheKey?: string | ((...args: A) => string | null | undefined);
  /** Which calls share a result, across runs: `INPUTS`, `INPUTS.plus(TASK_SOURCE)`, …, or a function that gives the key. */
  readonly cachePolicy?: CachePolicy | CacheKeyFunction;
  readonly cacheExpirationSeconds?: number;
  /** Runs the task even if a cached result is there, and replaces it. */
  readonly refreshCache?: boolean;
  /** Called when the transaction that the task was called in commits; without one, when the task has completed. */
  readonly onCommit?: HookList<TaskTransactionHook>;
  /** Called when that transaction is rolled back after the task completed: undoes what it did. */
  readonly onRollback?: HookList<TaskTransactionHook>;
  /** The assets that it makes: `materialize()` is short for it. */
  readonly materializes?: readonly AssetLike[];
  /** The tool that makes them. */
  readonly materializedBy?: string;
  /** Assets that it reads, besides those of the tasks whose results it is given. */
  readonly assetDeps?: readonly AssetLike[];
  /** The run's name: a template with `{parameter}` fields, or a function of the arguments. */
  readonly taskRunName?: string | ((...args: A) => string);
  /** Tells this call from others of the task in the same run, instead of a hash of its inputs. */
  readonly key?: string | ((...args: A) => string);
  /** Futures that must have completed before the task starts, besides those among its arguments. */
  readonly waitFor?: readonly TaskFuture<unknown>[];
}
