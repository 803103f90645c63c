import type { TaskFuture } from "./task-future.ts";

/** An input that may have failed. */
export class AllowedFailure<T> {
  /** Carries the type of what the task gets; there is no such field. */
  declare readonly value: T;
  readonly future: TaskFuture<unknown>;

  constructor(future: TaskFuture<unknown>) {
    this.future = future;
  }
}

/** Gives a task an input that may have failed: the task then gets the error instead of not being run. */
export function allowFailure<T>(future: TaskFuture<T>): AllowedFailure<T | Error> {
  return new AllowedFailure(future);
}
