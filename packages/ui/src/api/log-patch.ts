import type { LogLine, RunLogs } from "@tutti/core/wire/dashboard";
import type { LiveChange } from "@tutti/core/wire/live";
import type { InfiniteData } from "@tanstack/react-query";
import { compareTimes } from "../time/compare-times.ts";

/**
 * Adds lines that just came to the last page. While older pages are still to be fetched, new lines are left out: they
 * come with the pages.
 */
export function patchLogs<P>(logs: InfiniteData<RunLogs, P>, lines: readonly LogLine[]): InfiniteData<RunLogs, P> {
  const last = logs.pages.at(-1);
  if (last === undefined || last.next_cursor !== null || lines.length === 0) return logs;
  const merged = appendLines(last.results, lines);
  if (merged === last.results) return logs;
  return { ...logs, pages: [...logs.pages.slice(0, -1), { ...last, results: merged }] };
}

/** Lines in order of time, each once. Nearly all come at the end, so only the tail is looked at. */
export function appendLines(known: LogLine[], added: readonly LogLine[]): LogLine[] {
  const oldest = added.reduce(
    (least, line) => (compareTimes(line.timestamp, least) < 0 ? line.timestamp : least),
    "9999",
  );
  let start = known.length;
  while (start > 0 && compareTimes(known[start - 1]?.timestamp ?? "", oldest) >= 0) start -= 1;
  const tail = new Map(known.slice(start).map((line) => [line.id, line]));
  const news = added.filter((line) => !tail.has(line.id));
  if (news.length === 0) return known;
  const sorted = [...tail.values(), ...news].sort(byTimeThenId);
  return [...known.slice(0, start), ...sorted];
}

function byTimeThenId(a: LogLine, b: LogLine): number {
  const order = compareTimes(a.timestamp, b.timestamp);
  if (order !== 0 || a.id === b.id) return order;
  return a.id < b.id ? -1 : 1;
}

/** The log lines among changes that belong to one of the runs. */
export function linesOf(changes: readonly LiveChange[], flowRunIds: ReadonlySet<string>): LogLine[] {
  return changes.flatMap((change) => {
    if (change.kind !== "logs") return [];
    return change.logs.flatMap((log) => {
      const { id, timestamp, level, name, message, flow_run_id, task_run_id } = log;
      if (flow_run_id === null || !flowRunIds.has(flow_run_id)) return [];
      return [{ id, timestamp, level, name, message, flow_run_id, task_run_id }];
    });
  });
}
