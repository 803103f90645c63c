import { assetOf } from "../assets/asset.ts";
import { definitionName } from "../names.ts";
import { parameterNames } from "../parameter-names.ts";
import { checkOptions } from "../option-rules.ts";
import { checkResultOptions } from "../results/result-options.ts";
import { retryCount, retryDelays } from "../retries.ts";
import type { TaskOptions } from "../task-options.ts";
import { Pace } from "./pace.ts";
import { refuseGenerator } from "./refuse-generator.ts";

/** Any function: what it is called with was checked where the task was typed. */
export type TaskFunction = (...args: never[]) => unknown;

/** Where a task was made: `withOptions()` changes neither. */
export interface TaskOrigin {
  readonly name: string;
  /** Null when it is not in a file, as in a shell. */
  readonly file: string | null;
}

/** A task as the engine knows it: its options checked, its names worked out. */
export interface TaskDefinition {
  readonly name: string;
  readonly fn: TaskFunction;
  readonly options: TaskOptions;
  readonly parameterNames: readonly string[];
  readonly tags: readonly string[];
  readonly retries: number;
  readonly retryDelaySeconds: number | readonly number[];
  readonly retryJitterFactor: number | null;
  readonly pace: Pace;
  readonly origin: TaskOrigin;
}

/** Throws `unnamed_function` for a function without a name, `TypeError` and `RangeError` for impossible options. */
export function defineTask(options: TaskOptions, fn: TaskFunction, origin: TaskOrigin | null = null): TaskDefinition {
  checkOptions("task", options);
  refuseGenerator("task", fn);
  checkResultOptions(options);
  const { timeoutSeconds } = options;
  if (options.cacheKey !== undefined && options.cachePolicy !== undefined) {
    throw new TypeError("A task has either a cacheKey or a cachePolicy; a function can be a policy, too");
  }
  if (timeoutSeconds !== undefined && !(timeoutSeconds > 0)) {
    throw new RangeError(`timeoutSeconds must be above 0, not ${timeoutSeconds}`);
  }
  for (const asset of [...(options.materializes ?? []), ...(options.assetDeps ?? [])]) assetOf(asset);
  const name = definitionName("task", options.name, fn.name);
  const retries = retryCount(options.retries);
  return {
    name,
    fn,
    options,
    parameterNames: parameterNames(Function.prototype.toString.call(fn)),
    tags: options.tags ?? [],
    retries,
    retryJitterFactor: options.retryJitterFactor ?? null,
    retryDelaySeconds: retryDelays(options.retryDelaySeconds, retries),
    pace: new Pace(),
    origin: origin ?? { name, file: null },
  };
}

/** Options with some changed. A cache key and a cache policy stand for the same: the one that is given counts. */
export function changedOptions(options: TaskOptions, changes: TaskOptions): TaskOptions {
  const { cacheKey: _key, cachePolicy: _policy, ...others } = options;
  const saysWhatIsShared = changes.cacheKey !== undefined || changes.cachePolicy !== undefined;
  return { ...(saysWhatIsShared ? others : options), ...changes };
}

/** The call's arguments by the names of the parameters that take them. */
export function namedParameters(task: TaskDefinition, args: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(args.map((arg, index) => [task.parameterNames[index] ?? `arg${index}`, arg]));
}
