import type { LogLine } from "@tutti/core/wire/dashboard";
import type { State } from "@tutti/core/wire/state";
import { compareTimes } from "../../time/compare-times.ts";

/** One time that a task ran. */
export interface Attempt {
  readonly startAt: number;
  /** Null while it runs. */
  readonly endAt: number | null;
  /** What it ended in; that it runs, while it does. What is tried again has failed, whatever the task then waits in. */
  readonly outcome: Pick<State, "type" | "name" | "message">;
  readonly lines: readonly LogLine[];
}

/** The attempts in a history of states, oldest first, each with the lines that were written from its start to the next one's. */
export function attemptsOf(states: readonly State[], lines: readonly LogLine[]): Attempt[] {
  const inOrder = states.toSorted((a, b) => compareTimes(a.timestamp, b.timestamp));
  const starts = inOrder.flatMap((state, index) => (state.type === "RUNNING" ? [index] : []));
  return starts.flatMap((start, number) => {
    const running = inOrder[start];
    if (running === undefined) return [];
    const end = inOrder[start + 1];
    const next = inOrder[starts[number + 1] ?? inOrder.length];
    // Compared to the microsecond: what fails at once is tried again in the same millisecond.
    const isOfIt = ({ timestamp }: LogLine) =>
      (number === 0 || compareTimes(timestamp, running.timestamp) >= 0) &&
      (next === undefined || compareTimes(timestamp, next.timestamp) < 0);
    return [
      {
        startAt: Date.parse(running.timestamp),
        endAt: end === undefined ? null : Date.parse(end.timestamp),
        outcome: outcomeOf(running, end),
        lines: lines.filter(isOfIt),
      },
    ];
  });
}

function outcomeOf(running: State, end: State | undefined): Attempt["outcome"] {
  if (end === undefined) return running;
  const isTriedAgain = end.type === "RUNNING" || end.name === "AwaitingRetry";
  return isTriedAgain ? { type: "FAILED", name: "Failed", message: end.message } : end;
}
