import type { History } from "@tutti/core/wire/history";
import { useQuery } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Empty, Failure } from "../../components/message.tsx";
import { formatDuration } from "../../time/duration.ts";
import { formatAbsolute } from "../../time/moment.ts";
import { RangeFilter } from "../runs/range-filter.tsx";
import { closedWindowOf, type TimeRange, type TimeSearch, timeIn } from "../runs/time-search.ts";
import { type TrendPoint, trendPoints, trendTotals } from "./trend-points.ts";
import "./flow-trends.css";

const BARS = 30;
const FALLBACK: TimeRange = "7d";

interface FlowTrendsProps {
  flow: string;
  search: TimeSearch;
  onChange: (changes: object) => void;
}

/** How often a flow ran, how well and how long, over the time that is chosen. */
export function FlowTrends({ flow, search, onChange }: FlowTrendsProps) {
  const time = timeIn(search);
  const queryKey = ["flow-trends", flow, time];
  const history = useQuery({ queryKey, queryFn: ({ signal }) => readHistory(flow, time, signal) });
  useLiveRefetch(queryKey);
  const points = trendPoints(history.data ?? []);
  const totals = trendTotals(points);
  return (
    <div className="panel-scroll trends">
      <RangeFilter search={search} fallback={FALLBACK} onChange={onChange} />
      {history.isError ? <Failure what="The history could not be read" error={history.error} /> : null}
      {history.isSuccess && totals.runs === 0 ? <Empty title="It did not run in this time" /> : null}
      {totals.runs === 0 ? null : (
        <>
          <Trend
            title="Runs"
            figure={totals.runs.toLocaleString("en")}
            points={points}
            valueOf={(point) => point.runs}
            words={countWords}
          />
          <Trend
            title="Failed or crashed"
            figure={`${((1 - (totals.goodShare ?? 1)) * 100).toFixed(1)} %`}
            tone="failed"
            points={points}
            valueOf={(point) => point.bad}
            words={countWords}
          />
          <Trend
            title="Mean duration"
            figure={totals.meanSeconds === null ? "–" : formatDuration(totals.meanSeconds * 1000)}
            tone="running"
            points={points}
            valueOf={(point) => point.meanSeconds ?? 0}
            words={(value) => formatDuration(value * 1000)}
          />
        </>
      )}
    </div>
  );
}

function countWords(value: number): string {
  return value.toLocaleString("en");
}

interface TrendProps {
  title: string;
  /** The whole, in a figure. */
  figure: string;
  tone?: "completed" | "failed" | "running";
  points: readonly TrendPoint[];
  valueOf: (point: TrendPoint) => number;
  words: (value: number) => string;
}

/** One measure over time: bars for the eye, a table for the ear. */
function Trend({ title, figure, tone = "completed", points, valueOf, words }: TrendProps) {
  const most = points.reduce((max, point) => Math.max(max, valueOf(point)), 0);
  return (
    <figure className="trend">
      <figcaption className="trend-head">
        <span>{title}</span>
        <strong>{figure}</strong>
        <span className="muted">highest bar {words(most)}</span>
      </figcaption>
      <div className="trend-bars" aria-hidden="true" data-tone={tone}>
        {points.map((point) => (
          <span
            key={point.from}
            className="trend-slot"
            title={`${formatAbsolute(Date.parse(point.from))}: ${words(valueOf(point))}`}
          >
            <span style={{ height: valueOf(point) === 0 ? 0 : `max(2px, ${(valueOf(point) / most) * 100}%)` }} />
          </span>
        ))}
      </div>
      <table className="visually-hidden">
        <caption>{title} by time</caption>
        <tbody>
          {points.map((point) => (
            <tr key={point.from}>
              <th scope="row">{formatAbsolute(Date.parse(point.from))}</th>
              <td>{words(valueOf(point))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function readHistory(flow: string, time: TimeSearch, signal: AbortSignal): Promise<History> {
  const { since, until } = closedWindowOf(time, FALLBACK, Date.now());
  return request<History>("/flow_runs/history", {
    method: "POST",
    body: {
      history_start: new Date(since).toISOString(),
      history_end: new Date(until).toISOString(),
      history_interval_seconds: Math.max(1, (until - since) / 1000 / BARS),
      flows: { name: { any_: [flow] } },
    },
    signal,
  });
}
