import { isTerminal } from "@tutti/core/state-type";
import { ReturnedState } from "./returned-state.ts";
import { type GivenState, type Outcome, State, type UnsuccessfulType } from "./state.ts";
import { TaskFuture } from "./task-future.ts";

type Speaking = State | TaskFuture<unknown>;

type ResultOf<T> = T extends State<infer R> | TaskFuture<infer R> ? R : T;

/** What a run gives whose function returns this: states and futures stand for their results, alone or in a list. */
export type Returned<R> = R extends readonly unknown[]
  ? [Extract<R[number], Speaking>] extends [never]
    ? R
    : { -readonly [Index in keyof R]: ResultOf<R[Index]> }
  : ResultOf<R>;

/** Whether what a function gave says how its run ends, instead of being its result. */
export function speaksOfStates(value: unknown): value is Speaking | readonly unknown[] {
  return Array.isArray(value) ? value.some(isSpeaking) : isSpeaking(value);
}

/**
 * What a run comes to whose function gave a state, or states and futures of other runs. One made for it is its end. Those of
 * others, by Prefect's rule: it has completed when all of them have, with their results; else it is cancelled or failed,
 * with the error of the first that did not.
 */
export async function outcomeOfStates(returned: Speaking | readonly unknown[]): Promise<Outcome<unknown>> {
  if (returned instanceof ReturnedState) return returned.outcome;
  const items: readonly unknown[] = Array.isArray(returned) ? returned : [returned];
  const ended = await Promise.all(items.map((item) => (item instanceof TaskFuture ? item.state() : item)));
  const states = ended.filter((item) => item instanceof State);
  const given = stateOfAll(states);
  if (given.type !== "COMPLETED") {
    const error = states.find((state) => !state.isCompleted())?.error;
    return { kind: "error", error: error ?? new Error(given.message ?? ""), given };
  }
  const results = ended.map((item) => (item instanceof State ? item.result() : item));
  return { kind: "value", value: Array.isArray(returned) ? results : results[0], given };
}

function isSpeaking(value: unknown): value is Speaking {
  return value instanceof State || value instanceof TaskFuture;
}

function stateOfAll(states: readonly State[]): GivenState<"COMPLETED"> | GivenState<UnsuccessfulType> {
  const count = (isCounted: (state: State) => boolean) => states.filter(isCounted).length;
  const part = (number: number): string => `${number}/${states.length} states`;
  const cancelled = count((state) => state.isCancelled());
  const failed = count((state) => state.isFailed() || state.isCrashed());
  const unfinished = count(({ type }) => !isTerminal(type));
  if (cancelled > 0) return { type: "CANCELLED", message: `${part(cancelled)} cancelled.` };
  if (failed > 0) return { type: "FAILED", message: `${part(failed)} failed.` };
  if (unfinished > 0) return { type: "FAILED", message: `${part(unfinished)} are not final.` };
  return { type: "COMPLETED", message: "All states completed." };
}
