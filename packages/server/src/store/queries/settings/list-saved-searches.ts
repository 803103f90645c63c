import type { SavedSearch } from "@tutti/core/wire/saved-search";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { savedSearchFromRow } from "../../rows/saved-search-row.ts";
import type { Database } from "../../tables.ts";

/** Saved searches by name. */
export async function listSavedSearches(
  db: Kysely<Database>,
  _deps: Deps,
  { limit, offset }: { limit: number; offset: number },
): Promise<SavedSearch[]> {
  const rows = await db.selectFrom("saved_search").selectAll().orderBy("name").limit(limit).offset(offset).execute();
  return rows.map(savedSearchFromRow);
}
