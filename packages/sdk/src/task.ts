import type { Arguments, ItemSource, MapArguments, OtherArguments } from "./arguments.ts";
import type { BackgroundRun } from "./background/background-run.ts";
import type { TaskServingOptions } from "./background/serve-tasks.ts";
import { CallPlace } from "./engine/call-place.ts";
import { callTask } from "./engine/call-task.ts";
import { changedOptions, defineTask, type TaskDefinition, type TaskFunction } from "./engine/task-definition.ts";
import { keptInRun } from "./engine/kept-in-run.ts";
import { inOrder } from "./in-order.ts";
import type { Returned } from "./returned-outcome.ts";
import type { State } from "./state.ts";
import { callingFile } from "./serve/flow-place.ts";
import { serve } from "./serve/serve.ts";
import { giveTaskHandle } from "./task-handle.ts";
import { TaskFuture } from "./task-future.ts";
import type { TaskOptions } from "./task-options.ts";
import { mappedCalls } from "./unmapped.ts";

/**
 * A function whose calls are recorded. Within a flow each call is a step that is committed before it returns. `R` is what a
 * call gives, `Given` what the function does: another where it returns states.
 */
export interface Task<A extends readonly unknown[], R, Given = R> {
  /** Runs the task and gives its result, once the server has committed it; rejects with what the function threw. */
  (...args: Arguments<A>): Promise<R>;
  readonly name: string;
  /** The function itself: no run, no retries, nothing on record. For tests of it alone. */
  fn(...args: A): Given | Promise<Given>;
  /** Starts the task and gives its future at once. */
  submit(...args: Arguments<A>): TaskFuture<R>;
  /** Starts the task once for each item of the lists given; `unmapped(x)` gives every call the same `x`. */
  map(...args: MapArguments<A>): TaskFuture<R>[];
  /**
   * Runs the task for each item as it comes, a hundred at a time, and gives the results in the items' order: for more
   * items than fit in memory. The other arguments go to every call as they are.
   */
  mapStream(items: ItemSource<A>, ...rest: OtherArguments<A>): AsyncGenerator<R, void, undefined>;
  /** Runs the task and gives the state it ended in; does not reject for what the function threw. */
  state(...args: Arguments<A>): Promise<State<R>>;
  /**
   * Has a worker that serves the task execute it, in this language or another. Resolves when the server has the task run:
   * `await (await send.delay("a")).result()` waits for its end.
   */
  delay(...args: Arguments<A>): Promise<BackgroundRun<R>>;
  /** Executes the runs of the task that were delayed, in this process, until Ctrl-C or SIGTERM. */
  serve(options?: TaskServingOptions): Promise<void>;
  /** The same task with some options changed. */
  withOptions(options: TaskOptions<A>): Task<A, R, Given>;
}

// The function alone tells what the arguments are. `NoInfer` does that too, but then no function of the options may take
// fewer parameters than the task (TypeScript 5.9).
export type Settled<A extends readonly unknown[]> = [A][A extends unknown ? 0 : never];

/** The task of a function that gives `R`: its result is what that stands for. */
export type Made<A extends readonly unknown[], R> = Task<A, Returned<Awaited<R>>, Awaited<R>>;

/**
 * Makes a task of a function. `task(fn)` or `task(options, fn)`; the name is the function's, in kebab-case, unless given.
 *
 * ```ts
 * const readData = task({ retries: 3 }, async function readData(path: string) { … });
 * ```
 *
 * Throws `unnamed_function` for a function without a name, `TypeError` and `RangeError` for impossible options.
 */
export function task<A extends readonly unknown[], R>(fn: (...args: A) => R): Made<A, R>;
export function task<A extends readonly unknown[], R>(
  options: TaskOptions<Settled<A>>,
  fn: (...args: A) => R,
): Made<A, R>;
export function task<A extends readonly unknown[], R>(
  first: TaskOptions<A> | ((...args: A) => R),
  second?: (...args: A) => R,
): Made<A, R> {
  if (typeof first === "function" && second !== undefined)
    throw new TypeError("task takes its options first: task(options, fn)");
  const [options, fn] = typeof first === "function" ? [{}, first] : [first, second];
  if (typeof fn !== "function") throw new TypeError("task needs a function: task(fn) or task(options, fn)");
  return makeTask<A, Returned<Awaited<R>>, Awaited<R>>(definedIn(callingFile(), options as TaskOptions, fn));
}

/** A task's definition, which says where it was made. */
export function definedIn(file: string | null, options: TaskOptions, fn: TaskFunction): TaskDefinition {
  const definition = defineTask(options, fn);
  return { ...definition, origin: { name: definition.name, file } };
}

const IN_FLIGHT = 100;

// The engine deals in unknown values; the types of a task's arguments and result are settled here, once.
export function makeTask<A extends readonly unknown[], R, Given>(definition: TaskDefinition): Task<A, R, Given> {
  const future = (args: readonly unknown[], place?: CallPlace): TaskFuture<R> =>
    new TaskFuture(callTask(definition, args, place));
  const mapped = (calls: readonly unknown[][]): TaskFuture<R>[] => {
    const place = new CallPlace();
    return calls.map((args) => future(args, place));
  };
  const state = (args: readonly unknown[]): Promise<State<R>> => callTask(definition, args).ended as Promise<State<R>>;
  const result = async (args: readonly unknown[]): Promise<R> => (await state(args)).result();
  const call = (...args: Arguments<A>): Promise<R> => keptInRun(result(args));
  const methods = {
    fn: definition.fn as (...args: A) => Given | Promise<Given>,
    submit: (...args: Arguments<A>) => future(args),
    map: (...args: MapArguments<A>) => mapped(mappedCalls(args)),
    mapStream: (items: ItemSource<A>, ...rest: OtherArguments<A>) =>
      inOrder(items, IN_FLIGHT, (item) => future([item, ...rest])),
    state: (...args: Arguments<A>) => state(args),
    delay: async (...args: Arguments<A>) => {
      const { delayTask } = await import("./background/delay-task.ts");
      return (await delayTask(definition, args)) as BackgroundRun<R>;
    },
    serve: (options: TaskServingOptions = {}) => serve(made, options),
    withOptions: (options: TaskOptions<A>) =>
      makeTask<A, R, Given>(
        defineTask(
          { ...changedOptions(definition.options, options as TaskOptions), name: options.name ?? definition.name },
          definition.fn,
          definition.origin,
        ),
      ),
  };
  Object.defineProperty(call, "name", { value: definition.name });
  const made = Object.assign(call, methods);
  giveTaskHandle(made, {
    definition,
    serve: async (tasks, options) => (await import("./background/serve-tasks.ts")).serveTasks(tasks, options),
  });
  return made;
}
