import { filterFlows } from "@tutti/client/flows";
import type { ApiClient } from "@tutti/client/http";
import { readPages } from "./read-pages.ts";

/** The names of these flows by id. */
export async function flowNames(api: ApiClient, flowIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(flowIds)];
  if (ids.length === 0) return new Map();
  const flows = await readPages(ids.length, (page) => filterFlows(api, { flows: { id: { any_: ids } }, ...page }));
  return new Map(flows.map(({ id, name }) => [id, name]));
}
