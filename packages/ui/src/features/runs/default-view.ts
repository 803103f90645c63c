import { keptPreference } from "../../preferences/preference.ts";
import { parseSearch, stringifySearch } from "../../url/search-params.ts";
import { readRunsSearch, type RunsSearch } from "./runs-search.ts";

/** The saved view that the runs open with in this browser, as it was when it was chosen. */
interface DefaultView {
  readonly id: string;
  readonly search: RunsSearch;
}

export const defaultViewPreference = keptPreference<DefaultView | null>(
  "tutti.runs.view",
  readDefaultView,
  writeDefaultView,
);

/** `id?filters`; what is no such thing is no view. */
export function readDefaultView(text: string | null): DefaultView | null {
  const at = text?.indexOf("?") ?? -1;
  if (text === null || at < 1) return null;
  const search = readRunsSearch(parseSearch(text.slice(at)));
  return Object.keys(search).length === 0 ? null : { id: text.slice(0, at), search };
}

export function writeDefaultView(view: DefaultView | null): string {
  return view === null ? "" : `${view.id}${stringifySearch({ ...view.search })}`;
}
