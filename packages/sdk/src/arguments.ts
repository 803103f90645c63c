import type { AllowedFailure } from "./allow-failure.ts";
import type { TaskFuture } from "./task-future.ts";
import type { Unmapped } from "./unmapped.ts";

/** What may be given for a parameter of type `T`: a value, or the future of one; a list may hold futures. */
export type Argument<T> =
  | T
  | TaskFuture<T>
  | AllowedFailure<T>
  | (T extends readonly (infer Item)[] ? readonly (Item | TaskFuture<Item> | AllowedFailure<Item>)[] : never);

/** The arguments of a call: each parameter's value or its future. */
export type Arguments<A extends readonly unknown[]> = { [Index in keyof A]: Argument<A[Index]> };

/** What `map` takes for a parameter of type `T`: many values, or one for all calls. */
export type MapArgument<T> =
  | Iterable<T | TaskFuture<T> | AllowedFailure<T>>
  | Unmapped<T>
  | (T extends string ? T : T extends Iterable<unknown> ? never : T);

export type MapArguments<A extends readonly unknown[]> = { [Index in keyof A]: MapArgument<A[Index]> };

/** What `mapStream` takes its items from: what the task's first parameter takes, one after another. */
export type ItemSource<A extends readonly unknown[]> = Iterable<A[0]> | AsyncIterable<A[0]>;

export type OtherArguments<A extends readonly unknown[]> = A extends readonly [unknown?, ...infer Rest]
  ? Arguments<Rest>
  : [];
