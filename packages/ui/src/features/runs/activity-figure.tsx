import type { History } from "@tutti/core/wire/history";
import type { StateType } from "@tutti/core/state-type";
import { parseTime } from "@tutti/core/parse-time";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { stateWords } from "../../state/tone.ts";
import { formatAbsolute, formatMinute } from "../../time/moment.ts";
import type { RunsSearch } from "./runs-search.ts";
import type { TimeSearch } from "./time-search.ts";
import "./activity-chart.css";

interface ActivityFigureProps {
  /** Undefined until they are known. */
  buckets: History | undefined;
  /** What the number of all means: "task runs in the last hour". */
  title: (count: number) => string;
  list: ActivityList;
}

/** Where the ones that are counted are listed. */
type ActivityList =
  | { readonly to: "/runs"; readonly search: RunsSearch }
  | { readonly to: "/task-runs"; readonly search: TimeSearch };

/** How many there were when, in the colours of their states. */
export function ActivityFigure({ buckets: known, title, list }: ActivityFigureProps) {
  const buckets = known ?? [];
  const most = Math.max(1, ...buckets.map(countOf));
  const total = buckets.reduce((sum, bucket) => sum + countOf(bucket), 0);
  return (
    <figure className="activity">
      <figcaption className="activity-caption" aria-busy={known === undefined}>
        <span>{known === undefined ? <span className="skeleton activity-skeleton" /> : title(total)}</span>
        <Totals buckets={buckets} list={list} />
        {total === 0 ? null : <span className="activity-most">highest bar {most.toLocaleString("en")}</span>}
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
      <Ends buckets={buckets} />
    </figure>
  );
}

/** From when to when the bars stand. */
function Ends({ buckets }: { buckets: History }) {
  const since = parseTime(buckets[0]?.interval_start ?? null);
  const until = parseTime(buckets.at(-1)?.interval_end ?? null);
  return (
    <div className="activity-ends">
      <span>{since === null ? "\u00A0" : formatMinute(since)}</span>
      <span>{until === null ? null : formatMinute(until)}</span>
    </div>
  );
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
  return `${formatAbsolute(at)}\n${states.length === 0 ? "none" : states.join(", ")}`;
}

/** How many ended how, each a press away from the list of them. */
function Totals({ buckets, list }: { buckets: History; list: ActivityList }) {
  const totals = new Map<StateType, number>();
  for (const { states } of buckets) {
    for (const state of states) totals.set(state.state_type, (totals.get(state.state_type) ?? 0) + state.count_runs);
  }
  return (
    <span className="activity-totals">
      {ORDER.filter((type) => totals.has(type)).map((type) => (
        <span key={type} data-tone={type.toLowerCase()}>
          <StateLink list={list} type={type}>
            <span className="activity-dot" />
            {(totals.get(type) ?? 0).toLocaleString("en")} {stateWords(type, null).toLowerCase()}
          </StateLink>
        </span>
      ))}
    </span>
  );
}

function StateLink({ list, type, children }: { list: ActivityList; type: StateType; children: ReactNode }) {
  const state = [type];
  return list.to === "/runs" ? (
    <Link to="/runs" search={{ ...list.search, state }} className="activity-total">
      {children}
    </Link>
  ) : (
    <Link to="/task-runs" search={{ ...list.search, state }} className="activity-total">
      {children}
    </Link>
  );
}
