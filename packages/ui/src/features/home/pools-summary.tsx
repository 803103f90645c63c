import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Failure } from "../../components/message.tsx";
import { PoolStatus } from "../work-pools/pool-status.tsx";
import { POOL_TOPICS, workPoolRows } from "../work-pools/work-pools-query.ts";

const SHOWN = 8;

/** Who takes runs, and how many wait to be taken; those with the most first. */
export function PoolsSummary() {
  const options = workPoolRows();
  const pools = useQuery(options);
  useLiveRefetch(options.queryKey, POOL_TOPICS);
  if (pools.isError) return <Failure what="The work pools could not be read" error={pools.error} />;
  const rows = (pools.data ?? []).toSorted((a, b) => b.due - a.due).slice(0, SHOWN);
  if (pools.isSuccess && rows.length === 0) {
    return <p className="home-empty muted">There is none yet: deployments need one.</p>;
  }
  return (
    <ul className="home-list" aria-busy={pools.isPending}>
      {rows.map((row) => (
        <li key={row.id} className="home-row">
          <span className="home-state">
            <PoolStatus pool={row} />
          </span>
          <Link
            to="/work-pools/work-pool/$name"
            params={{ name: row.name }}
            className="link home-name truncate"
            preload={false}
          >
            {row.name}
          </Link>
          <span className="home-time">
            {row.workers_online} {row.workers_online === 1 ? "worker" : "workers"}
          </span>
          <span className="home-time">{row.running + row.pending} under way</span>
          <span className="home-time">{row.due} due</span>
        </li>
      ))}
    </ul>
  );
}
