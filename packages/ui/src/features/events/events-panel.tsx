import { useInfiniteQuery } from "@tanstack/react-query";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { MoreButton } from "../../components/list-page.tsx";
import { Empty, Failure } from "../../components/message.tsx";
import { EventRow } from "./event-row.tsx";
import { eventPages, topicsOf } from "./events-query.ts";
import "./events.css";

/** What happened to one object in the last week, and what happens. */
export function EventsPanel({ resource }: { resource: string }) {
  const search = { resource, isWhole: true as const, range: "7d" as const };
  const options = eventPages(search);
  const query = useInfiniteQuery(options);
  useLiveRefetch(options.queryKey, topicsOf(search));
  const events = query.data?.pages.flatMap((page) => page.events) ?? [];
  if (query.isError) {
    return <Failure what="The events could not be read" error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.isSuccess && events.length === 0) {
    return <Empty title="No events">Nothing happened to it in the last seven days.</Empty>;
  }
  return (
    <div className="table-scroll" aria-busy={query.isPending}>
      <ul className="events" aria-label="Events">
        {events.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ul>
      <MoreButton word="events" query={query} />
    </div>
  );
}
