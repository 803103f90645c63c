import type { LogLine } from "@tutti/core/wire/dashboard";
import { findRows, type LogFilter, type LogRow, logRows } from "./log-rows.ts";

export interface ReadRows {
  rows: LogRow[];
  /** Places in `rows` where the text sought occurs. */
  hits: number[];
}

/**
 * Reads rows and hits of a log that grows. Lines that come at the end cost what they are, not what came before them:
 * a run may write on while a hundred thousand lines are searched.
 */
export function createRowReader(): (lines: readonly LogLine[], filter: LogFilter, sought: string) => ReadRows {
  let known: { lines: readonly LogLine[]; key: string; read: ReadRows } | null = null;
  return (lines, filter, sought) => {
    const key = JSON.stringify([filter, sought]);
    const base = known !== null && known.key === key && isContinued(known.lines, lines) ? known : null;
    const fresh = logRows(base === null ? lines : lines.slice(base.lines.length), filter);
    const before = base?.read ?? { rows: [], hits: [] };
    const read =
      fresh.length === 0 && base !== null
        ? before
        : {
            rows: [...before.rows, ...fresh],
            hits: [...before.hits, ...findRows(fresh, sought).map((index) => index + before.rows.length)],
          };
    known = { lines, key, read };
    return read;
  };
}

function isContinued(before: readonly LogLine[], now: readonly LogLine[]): boolean {
  const { length } = before;
  return length > 0 && now.length >= length && now[0] === before[0] && now[length - 1] === before[length - 1];
}
