import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Button } from "../../components/button.tsx";
import { Empty, Failure } from "../../components/message.tsx";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { EventRow } from "./event-row.tsx";
import { EventsFilterBar } from "./events-filter-bar.tsx";
import { eventPages, topicsOf } from "./events-query.ts";
import { EVENT_RANGE_WORDS, type EventsSearch } from "./events-search.ts";
import "../../components/table.css";
import "./events.css";

const route = getRouteApi("/events");

/** What happened, the newest first, and what happens. */
export function EventsPage() {
  usePageTitle("Events");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (changes: object) => {
    void navigate({ search: (known) => defined({ ...known, ...changes }) as EventsSearch, replace: true });
  };
  const options = eventPages(search);
  const query = useInfiniteQuery(options);
  useLiveRefetch(options.queryKey, topicsOf(search));
  const events = query.data?.pages.flatMap((page) => page.events) ?? [];
  const unique = [...new Map(events.map((event) => [event.id, event])).values()];
  const total = query.data?.pages[0]?.total;
  return (
    <div className="page">
      <div className="page-head">
        <h1 className="page-title">Events</h1>
        {total === undefined ? null : <span className="page-count">{total.toLocaleString("en")}</span>}
        <span className="muted">{EVENT_RANGE_WORDS[search.range ?? "24h"].toLowerCase()}</span>
      </div>
      <EventsFilterBar search={search} onChange={change} />
      {query.isError ? (
        <Failure what="The events could not be read" error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isSuccess && unique.length === 0 ? (
        <Empty title="Nothing has happened">
          <p>Widen the time, or clear a filter. What happens from now on shows up here by itself.</p>
        </Empty>
      ) : (
        <div className="table-scroll" aria-busy={query.isPending}>
          <ul className="events" aria-label="Events">
            {unique.map((event) => (
              <EventRow key={event.id} event={event} onResource={(resource) => change({ resource })} />
            ))}
          </ul>
          {query.hasNextPage ? (
            <div className="list-more">
              <Button isDisabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                Show older events
              </Button>
            </div>
          ) : null}
        </div>
      )}
    </div>
  );
}
