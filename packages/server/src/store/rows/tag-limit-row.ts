import { formatInstant } from "@tutti/core/instant";
import type { TagLimit } from "@tutti/core/wire/concurrency-limit";
import type { ConcurrencyLimitTable } from "../tables/concurrency-tables.ts";
import { TAG_PREFIX } from "./concurrency-limit-row.ts";

/** Follows the names of all limits of tags, as `TAG_PREFIX` comes before them. */
export const AFTER_TAGS = "tag;";

export function isTagLimit({ name }: Pick<ConcurrencyLimitTable, "name">): boolean {
  return name.startsWith(TAG_PREFIX);
}

export function tagLimitFromRow(row: ConcurrencyLimitTable, holders: readonly string[]): TagLimit {
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    tag: row.name.slice(TAG_PREFIX.length),
    concurrency_limit: row.slot_limit,
    active_slots: [...holders],
  };
}
