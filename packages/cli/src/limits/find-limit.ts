import { filterConcurrencyLimits, readConcurrencyLimit } from "@tutti/client/concurrency-limits";
import type { ApiClient } from "@tutti/client/http";
import { filterTagLimits, readTagLimit } from "@tutti/client/tag-limits";
import type { GlobalConcurrencyLimit, TagLimit } from "@tutti/core/wire/concurrency-limit";
import { readNamed } from "../not-found.ts";

/** Throws `not_found` with the nearest name. */
export function findLimit(api: ApiClient, name: string): Promise<GlobalConcurrencyLimit> {
  return readNamed({
    kind: "concurrency limit",
    name,
    read: () => readConcurrencyLimit(api, name),
    names: async () => (await filterConcurrencyLimits(api, {})).map((limit) => limit.name),
  });
}

/** Throws `not_found` with the nearest tag. */
export function findTagLimit(api: ApiClient, tag: string): Promise<TagLimit> {
  return readNamed({
    kind: "limited tag",
    name: tag,
    read: () => readTagLimit(api, tag),
    names: async () => (await filterTagLimits(api, {})).map((limit) => limit.tag),
  });
}
