import { defined, listOf, oneOf, type RawSearch, textOf } from "../../url/search-params.ts";

const DEPLOYMENT_SORTS = ["name", "name-desc", "recent", "created"] as const;
export type DeploymentSort = (typeof DEPLOYMENT_SORTS)[number];

export interface DeploymentsSearch {
  q?: string;
  /** Tags, ANDed. */
  tag?: string[];
  /** Names of flows, ORed. */
  flow?: string[];
  /** Names of pools, ORed. */
  pool?: string[];
  status?: "paused" | "active";
  sort?: DeploymentSort;
}

export function readDeploymentsSearch(raw: RawSearch): DeploymentsSearch {
  return defined({
    q: textOf(raw["q"]),
    tag: listOf(raw["tag"]),
    flow: listOf(raw["flow"]),
    pool: listOf(raw["pool"]),
    status: oneOf(raw["status"], ["paused", "active"]),
    sort: oneOf(raw["sort"], DEPLOYMENT_SORTS),
  });
}

export function isFiltered({ q, tag, flow, pool, status }: DeploymentsSearch): boolean {
  return [q, tag, flow, pool, status].some((filter) => filter !== undefined);
}
