import type { RunsByFlow } from "@tutti/core/wire/dashboard-runs";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Failure } from "../../components/message.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { StateTotals } from "../../components/state-totals.tsx";
import { StartTime } from "../../components/start-time.tsx";
import { defined } from "../../url/search-params.ts";
import { runsFilters } from "../runs/runs-request.ts";
import type { RunsSearch } from "../runs/runs-search.ts";
import { HomeSkeleton } from "./home-skeleton.tsx";

const SHOWN = 8;

interface RunsSummaryProps {
  /** Which runs; the states are among it. */
  search: RunsSearch;
  /** What is said when there are none. */
  empty: string;
}

/** Runs flow by flow, so that one that fails every minute does not hide the others: the newest, and how many more. */
export function RunsSummary({ search, empty }: RunsSummaryProps) {
  const queryKey = ["home", search];
  const runs = useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const { sort: _, ...filters } = runsFilters(search, Date.now());
      return readLive("flow-runs", () =>
        request<RunsByFlow>("/tutti/runs/by-flow", { method: "POST", body: { ...filters, limit: SHOWN }, signal }),
      );
    },
    placeholderData: keepPreviousData,
  });
  useLiveRefetch(queryKey);
  if (runs.isError) {
    return <Failure what="The runs could not be read" error={runs.error} onRetry={() => void runs.refetch()} />;
  }
  const { flows, total } = runs.data ?? { flows: [], total: 0 };
  if (runs.isSuccess && flows.length === 0) return <p className="home-empty muted">{empty}</p>;
  return (
    <ul className="home-list" aria-busy={runs.isPending}>
      {runs.isPending ? <HomeSkeleton /> : null}
      {flows.map((flow) => (
        <FlowSummary key={flow.newest.flow_id} flow={flow} search={search} />
      ))}
      {total > flows.length ? (
        <li className="home-row muted">and those of {(total - flows.length).toLocaleString("en")} more flows</li>
      ) : null}
    </ul>
  );
}

function FlowSummary({ flow, search }: { flow: RunsByFlow["flows"][number]; search: RunsSearch }) {
  const { newest: row, counts } = flow;
  const others = Object.values(counts).reduce((sum, count) => sum + count, 0) - 1;
  return (
    <li className="home-row">
      <span className="home-state">
        <StateBadge type={row.state_type} name={row.state_name} />
      </span>
      <Link to="/runs/run/$id" params={{ id: row.id }} className="link home-name truncate" preload={false}>
        {row.flow_name} / {row.name}
      </Link>
      <span className="home-time">
        <StartTime run={row} />
      </span>
      {row.state_message === null ? null : <span className="home-message truncate muted">{row.state_message}</span>}
      {others < 1 ? null : (
        <span className="home-message home-others">
          <Link to="/runs" search={defined({ ...search, flow: [row.flow_name] })} className="link-accent">
            and {others.toLocaleString("en")} more of {row.flow_name}
          </Link>
          <StateTotals counts={counts} />
        </span>
      )}
    </li>
  );
}
