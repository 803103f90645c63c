import type { Output } from "./output.ts";
import { localTime, relativeTime } from "./time-text.ts";

/** A time in a table: relative for people, the local time where the output is kept; nothing for none. */
export function timeCell(at: string | null, output: Output, nowMs: number): string {
  if (at === null) return "";
  return output.isTerminal ? relativeTime(at, nowMs) : localTime(at);
}
