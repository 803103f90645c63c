import type { RunsPage } from "@tutti/core/wire/dashboard";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Failure } from "../../components/message.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { defined } from "../../url/search-params.ts";
import { runsFilters } from "../runs/runs-request.ts";
import type { TimeRange } from "../runs/runs-search.ts";

const SHOWN = 8;

interface RunsSummaryProps {
  states: string[];
  range?: TimeRange;
  /** What is said when there are none. */
  empty: string;
}

/** The newest runs in some states. */
export function RunsSummary({ states, range, empty }: RunsSummaryProps) {
  const queryKey = ["home", states, range];
  const runs = useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const body = { ...runsFilters(defined({ state: states, range }), Date.now()), limit: SHOWN };
      return readLive(
        "flow-runs",
        () => request<RunsPage>("/tutti/runs/page", { method: "POST", body, signal }),
        (page) => page,
      );
    },
    placeholderData: keepPreviousData,
  });
  useLiveRefetch(queryKey);
  if (runs.isError) return <Failure what="The runs could not be read" error={runs.error} />;
  const rows = runs.data?.results ?? [];
  if (runs.isSuccess && rows.length === 0) return <p className="home-empty muted">{empty}</p>;
  return (
    <ul className="home-list" aria-busy={runs.isPending}>
      {rows.map((row) => (
        <li key={row.id} className="home-row">
          <span className="home-state">
            <StateBadge type={row.state_type} name={row.state_name} />
          </span>
          <Link to="/runs/run/$id" params={{ id: row.id }} className="link home-name truncate" preload={false}>
            {row.flow_name} / {row.name}
          </Link>
          <span className="home-time">
            <RelativeTime at={row.start_time ?? row.expected_start_time} />
          </span>
          {row.state_message === null ? null : <span className="home-message truncate muted">{row.state_message}</span>}
        </li>
      ))}
    </ul>
  );
}
