import type { EventPage } from "@tutti/core/wire/event-filter";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { request } from "../../api/http.ts";
import { RelativeTime } from "../../components/time.tsx";
import { resourceWords } from "../events/resource-place.ts";
import { filterOfTrigger } from "./trigger-filter.ts";

const DAYS = 7;
const DAY_MS = 86_400_000;
const SHOWN = 5;

/** The latest events that the trigger looks at, so that one sees what it would have done. */
export function EventPreview({ trigger }: { trigger: unknown }) {
  const filter = filterOfTrigger(trigger);
  const key = JSON.stringify(filter);
  const query = useQuery({
    queryKey: ["event-preview", key],
    queryFn: ({ signal }) => {
      const occurred = { since: new Date(Date.now() - DAYS * DAY_MS).toISOString() };
      const body = { filter: { ...filter, occurred, order: "DESC" }, limit: SHOWN };
      return request<EventPage>("/events/filter", { method: "POST", body, signal });
    },
    enabled: filter !== null,
    placeholderData: keepPreviousData,
  });
  if (filter === null) return null;
  const { events = [], total = 0 } = query.data ?? {};
  return (
    <section className="event-preview" aria-label="Matching events" aria-busy={query.isFetching}>
      <p className="event-preview-head">
        {query.isSuccess ? (
          <>
            <strong>{total.toLocaleString("en")}</strong> {total === 1 ? "event" : "events"} of the last {DAYS} days{" "}
            {total === 1 ? "matches" : "match"}.
          </>
        ) : (
          "\u00A0"
        )}
        {query.isError ? <span className="form-error">{query.error.message}</span> : null}
      </p>
      <ul>
        {events.map((event) => (
          <li key={event.id} className="event-preview-line">
            <span className="truncate">{event.event}</span>
            <span className="truncate muted">{resourceWords(event.resource)}</span>
            <RelativeTime at={event.occurred} />
          </li>
        ))}
      </ul>
      <Link className="link-accent" to="/events" search={{ range: "7d" as const }}>
        All events
      </Link>
    </section>
  );
}
