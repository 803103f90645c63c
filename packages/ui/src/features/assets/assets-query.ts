import type { AssetLineage, AssetsPage } from "@tutti/core/wire/asset";
import type { EventPage } from "@tutti/core/wire/event-filter";
import type { LiveTopic } from "@tutti/core/wire/live";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import type { AssetsSearch } from "./assets-search.ts";

const TOPIC = "events:prefect.asset.";
export const ASSET_TOPICS: readonly LiveTopic[] = [TOPIC];

export function assetPages({ q, sort = "recent" }: AssetsSearch) {
  return infiniteQueryOptions({
    queryKey: ["assets", "list", q, sort],
    queryFn: ({ pageParam: cursor, signal }) => {
      const body = { search: q ?? null, sort: sort === "key" ? "KEY_ASC" : "SEEN_DESC", cursor };
      return readLive(TOPIC, () => request<AssetsPage>("/tutti/assets/page", { method: "POST", body, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page: AssetsPage) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function assetPath(key: string): string {
  return `/tutti/assets/one?key=${encodeURIComponent(key)}`;
}

export function assetLineage(key: string) {
  return queryOptions({
    queryKey: ["assets", "one", key],
    queryFn: ({ signal }) => readLive(TOPIC, () => request<AssetLineage>(assetPath(key), { signal })),
  });
}

const EVENTS_MAX = 50;
const DAYS = 30;

/** What was told of an asset, the last first, as far back as events are kept. */
export function assetHistory(key: string) {
  return queryOptions({
    queryKey: ["assets", "history", key],
    queryFn: ({ signal }) => {
      const filter = {
        occurred: { since: new Date(Date.now() - DAYS * 86_400_000).toISOString() },
        resource: { id: [key] },
        event: { prefix: ["prefect.asset.materialization."] },
        order: "DESC",
      };
      const body = { filter, limit: EVENTS_MAX };
      return request<EventPage>("/events/filter", { method: "POST", body, signal });
    },
  });
}
