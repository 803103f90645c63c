import { bucketsOf, bucketsRefusal } from "@tutti/core/event-buckets";
import { closeWindow } from "@tutti/core/event-window";
import { ApiError } from "@tutti/core/errors";
import {
  countable,
  eventCount,
  eventCountBody,
  eventFilter,
  eventPage,
  eventsFilterBody,
  type Countable,
  type EventCount,
  type EventPage,
} from "@tutti/core/wire/event-filter";
import { z } from "zod";
import { eventPageToken, readEventPageToken, type NextEvents } from "../http/event-page-token.ts";
import { defineRoute, type RouteContext } from "../http/route.ts";

interface FoundEvents {
  readonly events: EventPage["events"];
  readonly last: NextEvents["after"] | null;
}

/** The page, and the link to the next one when there may be one. */
function pageBody(request: Omit<NextEvents, "after">, { events, last }: FoundEvents, apiUrl: string): EventPage {
  const next = last === null ? null : eventPageToken({ ...request, after: last });
  return {
    events,
    total: request.total,
    next_page: next === null ? null : `${apiUrl}/events/filter/next?page-token=${next}`,
  };
}

export const eventReadRoutes = [
  defineRoute({
    method: "POST",
    path: "/events/filter",
    summary: "List events, page by page",
    tags: ["Events"],
    body: eventsFilterBody,
    reply: { 200: eventPage },
    async handle({ body, origin }, context) {
      const filter = closeWindow(body.filter ?? eventFilter.parse({}), context.deps.now());
      const [page, total] = await Promise.all([
        context.store.read("listEvents", { filter, after: null, limit: body.limit }),
        context.store.read("countEvents", { filter }),
      ]);
      const request = { filter, total: Math.max(total, page.events.length), limit: body.limit };
      return { status: 200, body: pageBody(request, page, origin + context.config.apiBasePath) };
    },
  }),
  defineRoute({
    method: "GET",
    path: "/events/filter/next",
    summary: "The next page of a list of events",
    tags: ["Events"],
    query: z.object({ "page-token": z.string() }),
    reply: { 200: eventPage },
    errors: ["forbidden"],
    async handle({ query, origin }, context) {
      const request = readEventPageToken(query["page-token"], context.deps.now());
      const page = await context.store.read("listEvents", request);
      return { status: 200, body: pageBody(request, page, origin + context.config.apiBasePath) };
    },
  }),
  defineRoute({
    method: "POST",
    path: "/events/count-by/{countable}",
    summary: "Count events by time, name or resource",
    tags: ["Events"],
    params: z.object({ countable }),
    body: eventCountBody,
    reply: { 200: z.array(eventCount) },
    async handle({ params, body }, context) {
      return { status: 200, body: await counts(params.countable, body, context) };
    },
  }),
];

async function counts(
  countable: Countable,
  body: z.output<typeof eventCountBody>,
  { store, deps }: RouteContext,
): Promise<EventCount[]> {
  const now = deps.now();
  const filter = closeWindow(body.filter, now);
  const window = { ...filter.occurred, unit: body.time_unit, interval: body.time_interval };
  const refusal = bucketsRefusal(window);
  if (refusal !== null) throw new ApiError("invalid_request", refusal);
  if (countable === "event" || countable === "resource") {
    return store.read("countEventsBySubject", { filter, subject: countable });
  }
  return store.read("countEventsByTime", { filter, buckets: bucketsOf(window, now) });
}
