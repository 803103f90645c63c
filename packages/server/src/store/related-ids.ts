import { isSearchKey } from "./search-key.ts";

/** The resources by which an event is found, each once. A resource whose id is too long for an index is not among them. */
export function relatedIdsOf(related: readonly Readonly<Record<string, string>>[]): string[] {
  const ids = related.map((labels) => labels["prefect.resource.id"] ?? "");
  return [...new Set(ids)].filter(isSearchKey);
}
