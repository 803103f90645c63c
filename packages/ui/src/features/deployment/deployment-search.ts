import { readRunsSearch, type RunsSearch } from "../runs/runs-search.ts";
import { defined, oneOf, type RawSearch, textOf } from "../../url/search-params.ts";

export const DEPLOYMENT_TABS = ["runs", "upcoming", "schedules", "parameters", "configuration", "description"] as const;
export type DeploymentTab = (typeof DEPLOYMENT_TABS)[number];

/** What the address of a deployment's page keeps: its tab, and the filters of its runs. */
export interface DeploymentSearch extends RunsSearch {
  tab?: DeploymentTab;
}

export function readDeploymentSearch(raw: RawSearch): DeploymentSearch {
  return defined({ ...readRunsSearch(raw), tab: oneOf(raw["tab"], DEPLOYMENT_TABS) });
}

/** A custom run may begin with what another run had. */
export interface CustomRunSearch {
  from?: string;
}

export function readCustomRunSearch(raw: RawSearch): CustomRunSearch {
  return defined({ from: textOf(raw["from"]) });
}
