import { defined, listOf, type RawSearch, textOf } from "../../url/search-params.ts";

export interface VariablesSearch {
  q?: string;
  /** Tags, ANDed. */
  tag?: string[];
}

export function readVariablesSearch(raw: RawSearch): VariablesSearch {
  return defined({ q: textOf(raw["q"]), tag: listOf(raw["tag"]) });
}
