import type { SavedSearch } from "@tutti/core/wire/saved-search";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { savedSearchFromRow } from "../../rows/saved-search-row.ts";
import type { Database } from "../../tables.ts";

export async function readSavedSearch(
  db: Kysely<Database>,
  _deps: Deps,
  { id }: { id: string },
): Promise<SavedSearch | null> {
  const row = await db.selectFrom("saved_search").selectAll().where("id", "=", id).executeTakeFirst();
  return row === undefined ? null : savedSearchFromRow(row);
}
