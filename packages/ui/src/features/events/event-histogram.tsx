import type { EventCount } from "@tutti/core/wire/event-filter";
import { useQuery } from "@tanstack/react-query";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { formatAbsolute, zoneName } from "../../time/moment.ts";
import { eventCounts, topicsOf } from "./events-query.ts";
import type { EventsSearch } from "./events-search.ts";
import { useBrush } from "./use-brush.ts";
import "./event-histogram.css";

interface HistogramProps {
  search: EventsSearch;
  /** Looks at a part of the time. */
  onWindow: (since: string, until: string) => void;
}

/** How many events there were when; dragging over a part looks at it alone. */
export function EventHistogram({ search, onWindow }: HistogramProps) {
  const options = eventCounts(search);
  const counts = useQuery(options);
  useLiveRefetch(options.queryKey, topicsOf(search));
  const buckets = counts.data ?? [];
  const brush = useBrush(buckets.length, (from, to) => {
    const first = buckets[from];
    const last = buckets[to];
    if (first !== undefined && last !== undefined) onWindow(first.start_time, last.end_time);
  });
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  return (
    <figure className="histogram">
      <div className="histogram-bars" aria-hidden="true" {...brush.handlers}>
        {buckets.map((bucket, index) => (
          <span key={bucket.start_time} className="histogram-slot" title={inWords(bucket)}>
            <span
              className="histogram-bar"
              data-chosen={brush.isChosen(index) ? "" : undefined}
              style={{ height: bucket.count === 0 ? 0 : `max(2px, ${(bucket.count / most) * 100}%)` }}
            />
          </span>
        ))}
      </div>
      <figcaption className="histogram-caption">
        <span>{buckets[0] === undefined ? "\u00A0" : formatAbsolute(Date.parse(buckets[0].start_time))}</span>
        <span>Drag over a part to look at it alone</span>
        <span>highest bar {most.toLocaleString("en")}</span>
      </figcaption>
      <BusyTimes buckets={buckets} />
    </figure>
  );
}

function inWords({ start_time, count }: EventCount): string {
  return `${formatAbsolute(Date.parse(start_time))}: ${count.toLocaleString("en")} ${count === 1 ? "event" : "events"}`;
}

/** The same for those who do not see the bars. */
function BusyTimes({ buckets }: { buckets: EventCount[] }) {
  const busy = buckets.filter(({ count }) => count > 0);
  return (
    <table className="visually-hidden">
      <caption>Events by time ({zoneName(Date.parse(buckets[0]?.start_time ?? "2026-01-01T00:00:00Z"))})</caption>
      <thead>
        <tr>
          <th>From</th>
          <th>Events</th>
        </tr>
      </thead>
      <tbody>
        {busy.map(({ start_time, count }) => (
          <tr key={start_time}>
            <td>{formatAbsolute(Date.parse(start_time))}</td>
            <td>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
