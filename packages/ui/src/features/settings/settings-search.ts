import { defined, type RawSearch, textOf } from "../../url/search-params.ts";

export interface SettingsSearch {
  q?: string;
}

export function readSettingsSearch(raw: RawSearch): SettingsSearch {
  return defined({ q: textOf(raw["q"]) });
}
