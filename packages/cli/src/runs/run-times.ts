import { durationText } from "../duration-text.ts";
import type { Output } from "../output.ts";
import { timeCell } from "../time-cell.ts";
import { localTime, relativeTime } from "../time-text.ts";

interface RunTimes {
  readonly start_time: string | null;
  readonly end_time: string | null;
  readonly expected_start_time: string | null;
}

/** When a run began, or is expected to: relative for people, the local time where the output is kept. */
export function startText(run: RunTimes, output: Output, nowMs: number): string {
  return timeCell(run.start_time ?? run.expected_start_time, output, nowMs);
}

/** From the first start to the end, or to now; nothing for a run that never began. */
export function elapsedText(run: RunTimes, nowMs: number): string {
  if (run.start_time === null) return "";
  const endMs = run.end_time === null ? nowMs : Date.parse(run.end_time);
  return durationText((endMs - Date.parse(run.start_time)) / 1000);
}

/** A time and how long ago it is; null stays null. */
export function timeText(at: string | null, nowMs: number): string | null {
  return at === null ? null : `${localTime(at)} (${relativeTime(at, nowMs)})`;
}
