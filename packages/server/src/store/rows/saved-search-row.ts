import { formatInstant } from "@tutti/core/instant";
import type { SavedSearch } from "@tutti/core/wire/saved-search";
import type { SavedSearchTable } from "../tables/saved-search-table.ts";
import { fromJson } from "./json-column.ts";

export function savedSearchFromRow({ id, created, updated, name, filters }: SavedSearchTable): SavedSearch {
  return { id, created: formatInstant(created), updated: formatInstant(updated), name, filters: fromJson(filters) };
}
