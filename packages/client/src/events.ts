import type { EventMessage } from "@tutti/core/wire/event";
import type { z } from "zod";
import { type EventPage, eventPage, type eventsFilterBody } from "@tutti/core/wire/event-filter";
import type { ApiClient } from "./http.ts";

/** Reports events. They are processed after the answer; repeated ones count once, by their ids. */
export function sendEvents(api: ApiClient, events: readonly EventMessage[]): Promise<void> {
  return api.send("POST", "/events", events);
}

/** The page after this one; null after the last. A search that takes long is answered in parts, some of them empty. */
export async function nextEvents(api: ApiClient, { next_page }: EventPage): Promise<EventPage | null> {
  if (next_page === null) return null;
  const { pathname, search } = new URL(next_page);
  return api.get(`${pathname.replace(/^.*?\/events\//, "/events/")}${search}`, eventPage);
}

export function filterEvents(api: ApiClient, body: z.input<typeof eventsFilterBody>): Promise<EventPage> {
  return api.post("/events/filter", body, eventPage);
}
