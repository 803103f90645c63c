import type { RunRow } from "@tutti/core/wire/dashboard";
import { readRunsPage, type RunsFilterSearch } from "./runs-query.ts";
import { runsFilters } from "./runs-request.ts";

/** So many runs can be acted on at once. */
const MATCHING_MAX = 2000;
const PAGE = 200;

/** All that the filters let through, up to the limit, loaded or not. */
export async function readMatching(search: RunsFilterSearch): Promise<RunRow[]> {
  const filters = runsFilters(search, Date.now());
  const rows: RunRow[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readRunsPage>> = await readRunsPage({ ...filters, limit: PAGE, cursor });
    rows.push(...page.results);
    cursor = page.next_cursor;
  } while (cursor !== null && rows.length < MATCHING_MAX);
  return rows;
}
