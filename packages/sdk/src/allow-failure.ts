import { TaskFuture } from "./task-future.ts";

/** An input that may have failed. */
export class AllowedFailure<T> {
  /** Carries the type of what the task gets; there is no such field. */
  declare readonly value: T;
  readonly future: TaskFuture<unknown>;

  constructor(future: TaskFuture<unknown>) {
    this.future = future;
  }
}

type Futures = TaskFuture<unknown> | readonly TaskFuture<unknown>[];

/** What stands for an input that may have failed, or for each of a list of them. */
export type Allowed<F extends Futures> =
  F extends TaskFuture<infer T>
    ? AllowedFailure<T | Error>
    : F extends readonly TaskFuture<infer T>[]
      ? AllowedFailure<T | Error>[]
      : never;

/** Gives a task an input, or a list of inputs, that may have failed: it then gets the error instead of not being run. */
export function allowFailure<F extends Futures>(given: F): Allowed<F>;
export function allowFailure(given: Futures): AllowedFailure<unknown> | AllowedFailure<unknown>[] {
  return given instanceof TaskFuture ? allowed(given) : Array.from(given, allowed);
}

function allowed(future: TaskFuture<unknown>): AllowedFailure<unknown> {
  if (future instanceof TaskFuture) return new AllowedFailure(future);
  throw new TypeError("allowFailure takes a future, as submit() gives it, or a list of them");
}
