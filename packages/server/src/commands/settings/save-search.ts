import type { SavedSearch, SavedSearchCreate } from "@tutti/core/wire/saved-search";
import type { Deps } from "../../deps.ts";
import { toJson } from "../../store/rows/json-column.ts";
import { savedSearchFromRow } from "../../store/rows/saved-search-row.ts";
import type { Outcome, Tx } from "../command.ts";

/** Saves a search under its name, in place of the one that has it. */
export async function saveSearch(
  tx: Tx,
  deps: Deps,
  { name, filters }: SavedSearchCreate,
): Promise<Outcome<{ search: SavedSearch; created: boolean }>> {
  const [id, now] = [deps.newId(), deps.now()];
  const changes = { filters: toJson(filters), updated: now };
  const row = await tx
    .insertInto("saved_search")
    .values({ id, created: now, name, ...changes })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(changes))
    .returningAll()
    .executeTakeFirstOrThrow();
  return { result: { search: savedSearchFromRow(row), created: row.id === id } };
}
