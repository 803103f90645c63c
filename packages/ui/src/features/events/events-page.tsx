import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { ListPage, MoreButton } from "../../components/list-page.tsx";
import { Empty } from "../../components/message.tsx";
import { formatAbsolute } from "../../time/moment.ts";
import { usePageTitle } from "../../shell/page-title.ts";
import { defined } from "../../url/search-params.ts";
import { EventHistogram } from "./event-histogram.tsx";
import { EventRow } from "./event-row.tsx";
import { EventsFilters } from "./events-filter-bar.tsx";
import { eventPages, topicsOf } from "./events-query.ts";
import { EVENT_RANGE_WORDS, type EventsSearch } from "./events-search.ts";
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
    <ListPage
      title="Events"
      total={total === undefined ? null : { count: total, is_bounded: false }}
      note={windowWords(search)}
      filters={<EventsFilters search={search} onChange={change} />}
      banner={
        <EventHistogram search={search} onWindow={(since, until) => change({ since, until, range: undefined })} />
      }
      query={query}
      empty={query.isSuccess && unique.length === 0 ? <NoEvents /> : null}
    >
      <div className="table-scroll" aria-busy={query.isPending}>
        <ul className="events" aria-label="Events">
          {unique.map((event) => (
            <EventRow key={event.id} event={event} onResource={(resource) => change({ resource })} />
          ))}
        </ul>
        <MoreButton word="events" query={query} />
      </div>
    </ListPage>
  );
}

function windowWords({ range = "24h", since, until }: EventsSearch): string {
  if (since === undefined && until === undefined) return EVENT_RANGE_WORDS[range].toLowerCase();
  const from = since === undefined ? "" : `from ${formatAbsolute(Date.parse(since))} `;
  return `${from}${until === undefined ? "" : `until ${formatAbsolute(Date.parse(until))}`}`.trim();
}

function NoEvents() {
  return (
    <Empty title="Nothing has happened">
      <p>Widen the time, or clear a filter. What happens from now on shows up here by itself.</p>
    </Empty>
  );
}
