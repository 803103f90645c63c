import type { EventMessage } from "@tutti/core/wire/event";
import type { z } from "zod";
import { type EventPage, eventPage, type eventsFilterBody } from "@tutti/core/wire/event-filter";
import type { ApiClient } from "./http.ts";

/** Reports events. They are processed after the answer; repeated ones count once, by their ids. */
export function sendEvents(api: ApiClient, events: readonly EventMessage[]): Promise<void> {
  return api.send("POST", "/events", events);
}

export function filterEvents(api: ApiClient, body: z.input<typeof eventsFilterBody>): Promise<EventPage> {
  return api.post("/events/filter", body, eventPage);
}
