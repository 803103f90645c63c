import { isTerminal, type StateType } from "@tutti/core/state-type";
import type { StateMark, TimelineTask } from "@tutti/core/wire/dashboard";
import { type Tone, toneOf } from "../../../state/tone.ts";
import { parseTime } from "@tutti/core/parse-time";

/** A stretch of a bar: waiting (thin) or running (full), in the tone of how it went. */
export interface Segment {
  kind: "wait" | "run";
  tone: Tone;
  startAt: number;
  /** Null while it lasts. */
  endAt: number | null;
}

/** What a bar is drawn from; task runs, subflow runs and the run itself have it. */
export interface Timed {
  state_type: StateType | null;
  state_name: string | null;
  expected_start_time: string | null;
  start_time: string | null;
  end_time: string | null;
  states?: readonly StateMark[] | null;
}

const known = new WeakMap<Timed, Segment[]>();

/** The stretches of a run, oldest first; the same list for the same object. */
export function segmentsOf(run: Timed): Segment[] {
  let segments = known.get(run);
  if (segments === undefined) {
    const { states } = run;
    segments = states === null || states === undefined || states.length === 0 ? fromTimes(run) : fromStates(states);
    known.set(run, segments);
  }
  return segments;
}

function fromTimes({ state_type, state_name, expected_start_time, start_time, end_time }: Timed): Segment[] {
  const expected = parseTime(expected_start_time);
  const start = parseTime(start_time);
  const end = parseTime(end_time);
  const tone = toneOf(state_type, state_name);
  const isOver = state_type !== null && isTerminal(state_type);
  if (start === null) {
    const from = expected ?? end;
    if (from === null) return [];
    return isOver
      ? [{ kind: "run", tone, startAt: end ?? from, endAt: end ?? from }]
      : [{ kind: "wait", tone, startAt: from, endAt: null }];
  }
  const wait: Segment[] =
    expected !== null && expected < start ? [{ kind: "wait", tone: "pending", startAt: expected, endAt: start }] : [];
  return [...wait, { kind: "run", tone, startAt: start, endAt: isOver ? (end ?? start) : null }];
}

function fromStates(states: readonly StateMark[]): Segment[] {
  return states.flatMap((mark, index): Segment[] => {
    const next = states[index + 1];
    const startAt = parseTime(mark.timestamp) ?? 0;
    const endAt = next === undefined ? null : parseTime(next.timestamp);
    if (mark.type === "RUNNING") return [{ kind: "run", tone: outcome(next), startAt, endAt }];
    if (isTerminal(mark.type)) {
      const hasRun = states[index - 1]?.type === "RUNNING";
      return hasRun ? [] : [{ kind: "run", tone: toneOf(mark.type, mark.name), startAt, endAt: startAt }];
    }
    return [{ kind: "wait", tone: toneOf(mark.type, mark.name), startAt, endAt }];
  });
}

/** An attempt is coloured by what ended it; one that is retried has failed. */
function outcome(next: StateMark | undefined): Tone {
  if (next === undefined) return "running";
  if (isTerminal(next.type)) return toneOf(next.type, next.name);
  // A retry that waits for nothing goes from Running to Retrying.
  return next.name === "AwaitingRetry" || next.name === "Retrying" ? "failed" : "running";
}

/** The number of times it ran, as a bar shows it. */
export function attemptsOf(task: TimelineTask): number {
  return Math.max(task.run_count, segmentsOf(task).filter((segment) => segment.kind === "run").length);
}
