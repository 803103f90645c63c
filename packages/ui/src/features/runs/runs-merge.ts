import type { RunRow, RunsPage } from "@tutti/core/wire/dashboard";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { InfiniteData } from "@tanstack/react-query";
import { compareTimes } from "../../time/compare-times.ts";
import type { RunSort } from "./runs-search.ts";

export type RunsPages = InfiniteData<RunsPage>;

/** A row with what a change of its run says; counts of task runs stay as they were. */
function patchRunRow(row: RunRow, run: FlowRun): RunRow {
  return {
    ...row,
    name: run.name,
    tags: run.tags,
    state_type: run.state_type,
    state_name: run.state_name,
    state_timestamp: run.state?.timestamp ?? row.state_timestamp,
    state_message: run.state?.message ?? null,
    run_count: run.run_count,
    expected_start_time: run.expected_start_time,
    next_scheduled_start_time: run.next_scheduled_start_time,
    start_time: run.start_time,
    end_time: run.end_time,
    estimated_run_time: run.estimated_run_time,
  };
}

/** Shows a change at once, in the place where the run stands; `mergeRows` puts it where it belongs. */
export function patchRows(data: RunsPages, runs: ReadonlyMap<string, FlowRun>): RunsPages {
  return mapPages(data, (row) => {
    const run = runs.get(row.id);
    return run === undefined ? row : patchRunRow(row, run);
  });
}

/**
 * The list after `ids` were read again with the list's own filters: `fresh` rows stand where the sort puts them, ids
 * that came back empty no longer match. A row beyond the last page that was loaded comes with that page.
 */
export function mergeRows(
  data: RunsPages,
  ids: ReadonlySet<string>,
  fresh: readonly RunRow[],
  sort: RunSort,
): RunsPages {
  const before = countRows(data);
  const kept = data.pages.map((page) => ({ ...page, results: page.results.filter((row) => !ids.has(row.id)) }));
  const compare = COMPARATORS[sort];
  for (const row of fresh) insertRow(kept, row, compare);
  const first = kept[0];
  if (first === undefined) return data;
  const change = kept.reduce((sum, page) => sum + page.results.length, 0) - before;
  if (first.total !== null) first.total = { ...first.total, count: Math.max(0, first.total.count + change) };
  return { ...data, pages: kept };
}

function insertRow(pages: RunsPage[], row: RunRow, compare: (a: RunRow, b: RunRow) => number): void {
  for (const page of pages) {
    const index = page.results.findIndex((other) => compare(row, other) < 0);
    if (index === -1) continue;
    page.results = page.results.toSpliced(index, 0, row);
    return;
  }
  const last = pages.at(-1);
  if (last !== undefined && last.next_cursor === null) last.results = [...last.results, row];
}

function mapPages(data: RunsPages, patch: (row: RunRow) => RunRow): RunsPages {
  return { ...data, pages: data.pages.map((page) => ({ ...page, results: page.results.map(patch) })) };
}

function countRows(data: RunsPages): number {
  return data.pages.reduce((sum, page) => sum + page.results.length, 0);
}

const COMPARATORS: Record<RunSort, (a: RunRow, b: RunRow) => number> = {
  newest: (a, b) => -byStart(a, b),
  oldest: byStart,
  name: byName,
  "name-desc": (a, b) => -byName(a, b),
  longest: (a, b) => b.estimated_run_time - a.estimated_run_time || -byId(a, b),
};

function byStart(a: RunRow, b: RunRow): number {
  return compareTimes(startOf(a), startOf(b)) || byId(a, b);
}

function startOf(row: RunRow): string {
  return row.start_time ?? row.expected_start_time ?? row.created;
}

function byName(a: RunRow, b: RunRow): number {
  if (a.name === b.name) return byId(a, b);
  return a.name < b.name ? -1 : 1;
}

function byId(a: RunRow, b: RunRow): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
