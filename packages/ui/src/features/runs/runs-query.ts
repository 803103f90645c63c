import type { RunRow, RunsPage } from "@tutti/core/wire/dashboard";
import type { LiveTopic } from "@tutti/core/wire/live";
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { runsFilters } from "./runs-request.ts";
import { patchRows, type RunsPages } from "./runs-merge.ts";
import type { RunsScope, RunsSearch } from "./runs-search.ts";
import { flowRunsOf } from "./runs-changes.ts";

const PAGE_SIZE = 100;
const RUNS_TOPIC: LiveTopic = "flow-runs";

/** The part of the address that decides which runs are listed. */
export type RunsFilterSearch = Omit<RunsSearch, "activity" | "plot"> & { within?: RunsScope };

/** Runs, one page after another by cursor. */
export function runsPages(search: RunsFilterSearch) {
  return infiniteQueryOptions({
    queryKey: ["runs", search],
    queryFn: ({ pageParam, signal }) =>
      readLive(
        RUNS_TOPIC,
        () => readRunsPage({ ...runsFilters(search, Date.now()), limit: PAGE_SIZE, cursor: pageParam }, signal),
        (page, changes) => patchRows(asPages(page), flowRunsOf(changes)).pages[0] ?? page,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page: RunsPage) => page.next_cursor,
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
}

/** Those of `ids` that the filters let through, as they are now. */
export async function readRows(search: RunsFilterSearch, ids: string[]): Promise<RunRow[]> {
  const page = await readRunsPage({ ...runsFilters(search, Date.now(), ids), limit: ids.length });
  return page.results;
}

/** One page, by the JSON that asks for it. */
export function readRunsPage(body: object, signal?: AbortSignal): Promise<RunsPage> {
  return request<RunsPage>("/tutti/runs/page", { method: "POST", body, ...(signal === undefined ? {} : { signal }) });
}

function asPages(page: RunsPage): RunsPages {
  return { pages: [page], pageParams: [null] };
}
