import { AllowedFailure } from "./allow-failure.ts";
import { TaskFuture } from "./task-future.ts";

/** A value that every call of a `map` gets whole. */
export class Unmapped<T> {
  readonly value: T | TaskFuture<T>;

  constructor(value: T | TaskFuture<T>) {
    this.value = value;
  }
}

/** Gives every call of a `map` this value, where a list would be taken apart. */
export function unmapped<T>(value: T | TaskFuture<T>): Unmapped<T> {
  return new Unmapped(value);
}

/**
 * The arguments of each call. Throws `RangeError` when the lists differ in length, `TypeError` when there is none.
 */
export function mappedCalls(args: readonly unknown[]): unknown[][] {
  const columns = args.map((arg) => (isMapped(arg) ? [...arg] : null));
  const lengths = new Set(columns.flatMap((column) => (column === null ? [] : [column.length])));
  if (lengths.size > 1) throw new RangeError(`map was given lists of ${[...lengths].join(" and ")} items`);
  const [length] = lengths;
  if (length === undefined) throw noList(args);
  return Array.from({ length }, (_, call) => args.map((arg, index) => argumentOf(arg, columns[index] ?? null, call)));
}

// A future says only at its end how many items it stands for.
function noList(args: readonly unknown[]): TypeError {
  const advice = args.some((arg) => arg instanceof TaskFuture)
    ? "await the future, and map over its result"
    : "pass one, or call the task itself";
  return new TypeError(`map was given no list: ${advice}`);
}

function argumentOf(arg: unknown, column: readonly unknown[] | null, call: number): unknown {
  if (column !== null) return column[call];
  return arg instanceof Unmapped ? arg.value : arg;
}

function isMapped(arg: unknown): arg is Iterable<unknown> {
  if (typeof arg !== "object" || arg === null) return false;
  if (arg instanceof Unmapped || arg instanceof TaskFuture || arg instanceof AllowedFailure) return false;
  return Symbol.iterator in arg;
}
