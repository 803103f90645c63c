import type { EventCount, EventPage } from "@tutti/core/wire/event-filter";
import type { LiveTopic } from "@tutti/core/wire/live";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { bucketsOf } from "./event-buckets.ts";
import { eventsFilter, type EventsSearch, windowOf } from "./events-search.ts";

const PAGE_SIZE = 50;

/** What of the socket concerns a list of events: all of them, or those whose names begin so. */
export function topicsOf({ kind }: EventsSearch): LiveTopic[] {
  return kind === undefined ? ["events:"] : kind.map((prefix): LiveTopic => `events:${prefix}`);
}

export function eventPages(search: EventsSearch) {
  return infiniteQueryOptions({
    queryKey: ["events", search],
    queryFn: ({ pageParam, signal }) => readPage(search, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page: EventPage) => page.next_page,
    placeholderData: keepPreviousData,
  });
}

function readPage(search: EventsSearch, next: string | null, signal: AbortSignal): Promise<EventPage> {
  // The address is the server's as it sees itself; only what it holds is needed.
  if (next !== null) return request<EventPage>(`/events/filter/next${new URL(next).search}`, { signal });
  const body = { filter: eventsFilter(search, Date.now()), limit: PAGE_SIZE };
  const [topic = "events:"] = topicsOf(search);
  return readLive(topic, () => request<EventPage>("/events/filter", { method: "POST", body, signal }));
}

/** How many events there were in each part of the time that is looked at. */
export function eventCounts(search: EventsSearch) {
  return queryOptions({
    queryKey: ["event-counts", search],
    queryFn: ({ signal }) => {
      const now = Date.now();
      const { since, until } = windowOf(search, now);
      const body = { filter: eventsFilter(search, now), ...bucketsOf(until - since) };
      return request<EventCount[]>("/events/count-by/time", { method: "POST", body, signal });
    },
    placeholderData: keepPreviousData,
  });
}
