import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { DeploymentRow, DeploymentsPage } from "@tutti/core/wire/dashboard-work";
import type { LiveTopic } from "@tutti/core/wire/live";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { ApiError, request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { deploymentsFilters } from "./deployments-request.ts";
import type { DeploymentsSearch } from "./deployments-search.ts";

const PAGE_SIZE = 50;
/** What changes deployments, and what is told of their runs. */
export const DEPLOYMENT_TOPICS: readonly LiveTopic[] = ["flow-runs", "events:prefect.deployment."];

export function deploymentsPages(search: DeploymentsSearch) {
  return infiniteQueryOptions({
    queryKey: ["deployments", search],
    queryFn: ({ pageParam, signal }) =>
      readPage({ ...deploymentsFilters(search), limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: DeploymentsPage) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** A deployment's row of the list: what its runs were and will be. */
export function deploymentRow(id: string) {
  return queryOptions({
    queryKey: ["deployment", id, "row"],
    queryFn: async ({ signal }): Promise<DeploymentRow> => {
      const page = await readPage({ deployments: { id: { any_: [id] } }, limit: 1 }, signal);
      const [row] = page.results;
      if (row === undefined) throw new ApiError(404, `deployment ${id}`, "Deployment not found");
      return row;
    },
  });
}

/** All of a deployment, as it was deployed. */
export function deploymentDetails(id: string) {
  return queryOptions({
    queryKey: ["deployment", id, "details"],
    queryFn: ({ signal }) =>
      readLive(DEPLOYMENT_TOPICS, () => request<Deployment>(`/deployments/${id}`, { signal, isExact: true })),
  });
}

export function flowRunDetails(id: string) {
  return queryOptions({
    queryKey: ["run", id, "details"],
    queryFn: ({ signal }) => request<FlowRun>(`/flow_runs/${id}`, { signal, isExact: true }),
  });
}

/** A change that comes while the answer is on its way is made good by the next read: rows here are sums of many runs. */
function readPage(body: object, signal: AbortSignal): Promise<DeploymentsPage> {
  return readLive(DEPLOYMENT_TOPICS, () =>
    request<DeploymentsPage>("/tutti/deployments/page", { method: "POST", body, signal }),
  );
}
