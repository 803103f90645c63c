import type { DeploymentsPageSort } from "@tutti/core/wire/dashboard-work";
import { defined } from "../../url/search-params.ts";
import type { DeploymentSort, DeploymentsSearch } from "./deployments-search.ts";

const SORTS: Record<DeploymentSort, DeploymentsPageSort> = {
  name: "NAME_ASC",
  "name-desc": "NAME_DESC",
  recent: "LAST_RUN_DESC",
  created: "CREATED_DESC",
};

/** The JSON filters of `POST /api/tutti/deployments/page`. */
export function deploymentsFilters({ q, tag, flow, pool, status, sort = "name" }: DeploymentsSearch) {
  const deployments = defined({
    tags: tag === undefined ? undefined : { all_: tag },
    paused: status === undefined ? undefined : { eq_: status === "paused" },
  });
  return {
    search: q ?? null,
    flows: flow === undefined ? null : { name: { any_: flow } },
    work_pools: pool === undefined ? null : { name: { any_: pool } },
    deployments: Object.keys(deployments).length === 0 ? null : deployments,
    sort: SORTS[sort],
  };
}
