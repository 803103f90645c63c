import type { FlowRow, FlowsPage, FlowsPageSort } from "@tutti/core/wire/dashboard";
import type { LiveTopic } from "@tutti/core/wire/live";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { ApiError, request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import type { FlowSort, FlowsSearch } from "./flows-search.ts";

const PAGE_SIZE = 50;
const RUNS_TOPIC: LiveTopic = "flow-runs";

const SORTS: Record<FlowSort, FlowsPageSort> = {
  recent: "LAST_RUN_DESC",
  name: "NAME_ASC",
  "name-desc": "NAME_DESC",
  created: "CREATED_DESC",
};

export function flowsPages({ q, sort = "recent" }: FlowsSearch) {
  return infiniteQueryOptions({
    queryKey: ["flows", { q, sort }],
    queryFn: ({ pageParam, signal }) => {
      const body = { search: q ?? null, sort: SORTS[sort], limit: PAGE_SIZE, cursor: pageParam };
      return readFlows(body, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page: FlowsPage) => page.next_cursor,
    placeholderData: (previous) => previous,
  });
}

export function flowRow(id: string) {
  return queryOptions({
    queryKey: ["flow", id],
    queryFn: async ({ signal }): Promise<FlowRow> => {
      const page = await readFlows({ flows: { id: { any_: [id] } }, limit: 1 }, signal);
      const [row] = page.results;
      if (row === undefined) throw new ApiError(404, `flow ${id}`, "Flow not found");
      return row;
    },
  });
}

/** A change that comes while the answer is on its way is made good by the next read: rows here are sums of many runs. */
function readFlows(body: object, signal: AbortSignal): Promise<FlowsPage> {
  return readLive(RUNS_TOPIC, () => request<FlowsPage>("/tutti/flows/page", { method: "POST", body, signal }));
}
