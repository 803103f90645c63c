import type { RunRow, RunsPage } from "@tutti/core/wire/dashboard";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Empty, Failure } from "../../components/message.tsx";
import { type SkeletonColumn, SkeletonRow } from "../../components/skeleton-row.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { TagList } from "../../components/tag-list.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import { formatAbsolute } from "../../time/moment.ts";
import type { RunsScope } from "./runs-search.ts";
import "../../components/table.css";
import "./upcoming-runs.css";

const SHOWN_MAX = 100;
const SKELETONS = Array.from({ length: 8 }, (_, index) => index);
const SKELETON: readonly SkeletonColumn[] = [
  { name: "due", width: 56 },
  { name: "when", width: 150 },
  { name: "state", width: 80 },
  { name: "run", width: 160 },
  { name: "tags", width: null },
];

interface UpcomingRunsProps {
  within: RunsScope;
  shown?: number;
  /** Whether little is said where there are none, and nothing of what is late: that is told elsewhere on the page. */
  isBrief?: boolean;
}

/** What is scheduled, to begin or to go on, the first due first. */
export function UpcomingRuns({ within, shown = SHOWN_MAX, isBrief = false }: UpcomingRunsProps) {
  const queryKey = ["upcoming", within, shown];
  const runs = useQuery({ queryKey, queryFn: ({ signal }) => readUpcoming(within, shown, isBrief, signal) });
  useLiveRefetch(queryKey);
  const list = useFocusStep<HTMLDivElement>(".run-link");
  if (runs.isError) {
    return <Failure what="What comes next could not be read" error={runs.error} onRetry={() => void runs.refetch()} />;
  }
  if (runs.isSuccess && runs.data.length === 0 && isBrief) {
    return <p className="home-empty muted">Nothing is scheduled.</p>;
  }
  if (runs.isSuccess && runs.data.length === 0) {
    return (
      <Empty title="Nothing is scheduled">
        <p>Schedules make runs ahead of time, and a custom run may be given one: they stand here until they begin.</p>
      </Empty>
    );
  }
  return (
    <div ref={list} className="table-scroll" aria-busy={runs.isPending}>
      <table className="table upcoming-table" aria-label="Upcoming runs">
        <thead>
          <tr>
            <th className="col-due">Due</th>
            <th className="col-when">On</th>
            <th className="col-state">State</th>
            <th>Run</th>
            <th className="col-tags">Tags</th>
          </tr>
        </thead>
        <tbody>
          {runs.isPending ? SKELETONS.map((key) => <SkeletonRow key={key} columns={SKELETON} />) : null}
          {(runs.data ?? []).map((run) => (
            <UpcomingRow key={run.id} run={run} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function UpcomingRow({ run }: { run: RunRow }) {
  const at = run.next_scheduled_start_time;
  return (
    <tr>
      <td>
        <RelativeTime at={at} />
      </td>
      <td className="col-when">{at === null ? null : formatAbsolute(Date.parse(at))}</td>
      <td className="col-state">
        <StateBadge type={run.state_type} name={run.state_name} />
      </td>
      <td>
        <Link to="/runs/run/$id" params={{ id: run.id }} className="run-link" preload={false}>
          {run.name}
        </Link>
        <span className="upcoming-flow muted">{run.flow_name}</span>
      </td>
      <td className="col-tags">
        <TagList tags={run.tags} shown={3} />
      </td>
    </tr>
  );
}

async function readUpcoming(
  { deployment, pool, queue }: RunsScope,
  limit: number,
  isAhead: boolean,
  signal: AbortSignal,
): Promise<RunRow[]> {
  const body = {
    flow_runs: {
      state: { type: { any_: ["SCHEDULED"] } },
      ...(isAhead ? { next_scheduled_start_time: { after_: new Date().toISOString() } } : {}),
      ...(deployment === undefined ? {} : { deployment_id: { any_: [deployment] } }),
    },
    work_pools: pool === undefined ? null : { name: { any_: [pool] } },
    work_pool_queues: queue === undefined ? null : { name: { any_: [queue] } },
    sort: "NEXT_START_ASC",
    limit,
  };
  return readLive(
    "flow-runs",
    async () => (await request<RunsPage>("/tutti/runs/page", { method: "POST", body, signal })).results,
  );
}
