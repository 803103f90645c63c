import type { WorkPoolRow } from "@tutti/core/wire/dashboard-work";
import { defined, oneOf, type RawSearch, textOf } from "../../url/search-params.ts";

const POOL_SORTS = ["name", "name-desc", "type", "due"] as const;
export type PoolSort = (typeof POOL_SORTS)[number];

export interface WorkPoolsSearch {
  q?: string;
  sort?: PoolSort;
}

export function readWorkPoolsSearch(raw: RawSearch): WorkPoolsSearch {
  return defined({ q: textOf(raw["q"]), sort: oneOf(raw["sort"], POOL_SORTS) });
}

/** Pools are few: they are all read, and sought through here. */
export function matchingPools(rows: readonly WorkPoolRow[], { q = "", sort = "name" }: WorkPoolsSearch): WorkPoolRow[] {
  const text = q.toLowerCase();
  const matching = rows.filter((row) => [row.name, row.type].some((words) => words.toLowerCase().includes(text)));
  return matching.toSorted((a, b) => COMPARATORS[sort](a, b) || byName(a, b));
}

const COMPARATORS: Record<PoolSort, (a: WorkPoolRow, b: WorkPoolRow) => number> = {
  name: byName,
  "name-desc": (a, b) => byName(b, a),
  type: (a, b) => a.type.localeCompare(b.type),
  due: (a, b) => b.due - a.due,
};

function byName(a: WorkPoolRow, b: WorkPoolRow): number {
  return a.name.localeCompare(b.name);
}
