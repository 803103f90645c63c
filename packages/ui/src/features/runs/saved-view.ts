import type { SavedSearch } from "@tutti/core/wire/saved-search";
import { parseSearch, stringifySearch } from "../../url/search-params.ts";
import { readRunsSearch, type RunsSearch } from "./runs-search.ts";

/** Filters and order of the runs under a name, for everybody who looks at this server. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly search: RunsSearch;
}

/** What tells our saved searches from those of other user interfaces. */
const OBJECT = "tutti.runs";

/** The body that keeps a view: its address is its only filter. */
export function savedViewBody(name: string, search: RunsSearch) {
  const value = addressOf(search);
  return { name, filters: [{ object: OBJECT, property: "address", type: "str", operation: "is", value }] };
}

/** The views among saved searches, by name. */
export function savedViews(saved: readonly SavedSearch[]): SavedView[] {
  const views = saved.flatMap(({ id, name, filters: [first] }) =>
    first?.object === OBJECT && typeof first.value === "string"
      ? [{ id, name, search: readRunsSearch(parseSearch(first.value)) }]
      : [],
  );
  return views.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Whether the address shows what the view does. */
export function isShown(view: SavedView, search: RunsSearch): boolean {
  return addressOf(view.search) === addressOf(search);
}

/** The same text for the same search, whichever filter was chosen first. */
function addressOf(search: RunsSearch): string {
  return stringifySearch({ ...readRunsSearch({ ...search }) });
}
