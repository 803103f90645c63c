import type { History } from "@tutti/core/wire/history";
import type { StateType } from "@tutti/core/state-type";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { request } from "../../api/http.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { formatAbsolute } from "../../time/moment.ts";
import { stateWords } from "../../state/tone.ts";
import { runsFilters } from "./runs-request.ts";
import { defined } from "../../url/search-params.ts";
import { RANGE_MS, RANGE_WORDS, type RunsSearch } from "./runs-search.ts";
import "./activity-chart.css";

const BARS = 60;

/** How many runs began when, in the colours of their states, over the filtered time. */
export function ActivityChart({ search }: { search: RunsSearch }) {
  const range = search.range ?? "24h";
  const queryKey = ["activity", search];
  useLiveRefetch(queryKey);
  const history = useQuery({
    queryKey,
    queryFn: ({ signal }) => readHistory(search, RANGE_MS[range], signal),
    placeholderData: (previous) => previous,
  });
  const buckets = history.data ?? [];
  const most = Math.max(1, ...buckets.map(countOf));
  const total = buckets.reduce((sum, bucket) => sum + countOf(bucket), 0);
  return (
    <figure className="activity">
      <figcaption className="activity-caption">
        <span>
          {RANGE_WORDS[range]}: {total.toLocaleString("en")} {total === 1 ? "run" : "runs"}
        </span>
        <Totals buckets={buckets} search={search} />
        <span className="activity-most">highest bar {most.toLocaleString("en")}</span>
      </figcaption>
      <div className="activity-bars" aria-hidden="true">
        {buckets.map((bucket) => (
          <div key={bucket.interval_start} className="activity-slot" title={inWords(bucket)}>
            {bucket.states.toSorted(byTelling).map((state) => (
              <span
                key={`${state.state_type} ${state.state_name}`}
                className="activity-bar"
                data-tone={state.state_type.toLowerCase()}
                style={{ height: `${(state.count_runs / most) * 100}%` }}
              />
            ))}
          </div>
        ))}
      </div>
    </figure>
  );
}

async function readHistory(search: RunsSearch, rangeMs: number, signal: AbortSignal): Promise<History> {
  const now = Date.now();
  const { flows, flow_runs, deployments, work_pools } = runsFilters(defined({ ...search, range: undefined }), now);
  return request<History>("/flow_runs/history", {
    method: "POST",
    body: {
      history_start: new Date(now - rangeMs).toISOString(),
      history_end: new Date(now).toISOString(),
      history_interval_seconds: rangeMs / 1000 / BARS,
      flows,
      flow_runs,
      deployments,
      work_pools,
    },
    signal,
  });
}

type Bucket = History[number];

const ORDER: StateType[] = ["FAILED", "CRASHED", "RUNNING", "CANCELLED", "PAUSED", "SCHEDULED", "PENDING", "COMPLETED"];

/** What went wrong stands at the foot of every bar, where bars are compared best. */
function byTelling(a: Bucket["states"][number], b: Bucket["states"][number]): number {
  return ORDER.indexOf(a.state_type) - ORDER.indexOf(b.state_type);
}

function countOf(bucket: Bucket): number {
  return bucket.states.reduce((sum, state) => sum + state.count_runs, 0);
}

function inWords(bucket: Bucket): string {
  const at = Date.parse(bucket.interval_start);
  const states = bucket.states.map((state) => `${state.count_runs} ${state.state_name.toLowerCase()}`);
  return `${formatAbsolute(at)}\n${states.length === 0 ? "no runs" : states.join(", ")}`;
}

/** How many ended how, each a press away from the list of them. */
function Totals({ buckets, search }: { buckets: History; search: RunsSearch }) {
  const totals = new Map<StateType, number>();
  for (const { states } of buckets) {
    for (const state of states) totals.set(state.state_type, (totals.get(state.state_type) ?? 0) + state.count_runs);
  }
  return (
    <span className="activity-totals">
      {ORDER.filter((type) => totals.has(type)).map((type) => (
        <Link
          key={type}
          to="/runs"
          search={{ ...search, state: [type], range: search.range ?? "24h" }}
          className="activity-total"
          data-tone={type.toLowerCase()}
        >
          <span className="activity-dot" />
          {(totals.get(type) ?? 0).toLocaleString("en")} {stateWords(type, null).toLowerCase()}
        </Link>
      ))}
    </span>
  );
}
