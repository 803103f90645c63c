import type { WorkPoolRow } from "@tutti/core/wire/dashboard-work";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLiveRefetch } from "../../api/use-live-refetch.ts";
import { Failure } from "../../components/message.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { countWords } from "../../count-words.ts";
import { PoolStatus } from "../work-pools/pool-status.tsx";
import { POOL_TOPICS, workPoolRows } from "../work-pools/work-pools-query.ts";
import { HomeSkeleton } from "./home-skeleton.tsx";

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
      {pools.isPending ? <HomeSkeleton /> : null}
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
          <Due pool={row} />
          <PoolFacts pool={row} />
        </li>
      ))}
      {pools.isSuccess && pools.data.length > SHOWN ? (
        <li className="home-row muted">and {countWords(pools.data.length - SHOWN, "more pool")}</li>
      ) : null}
    </ul>
  );
}

/** How many runs nobody has taken, and how long the first of them has waited. */
function Due({ pool: { due, due_since } }: { pool: WorkPoolRow }) {
  if (due === 0) return <span className="home-time">nothing due</span>;
  return (
    <span className="home-time">
      {due.toLocaleString("en")} due, the first <RelativeTime at={due_since} />
    </span>
  );
}

function PoolFacts({ pool }: { pool: WorkPoolRow }) {
  const { workers_online: online, last_heartbeat_time: heard, ended, completed } = pool;
  return (
    <span className="home-message home-facts muted">
      <span>
        {countWords(online, "worker")} online
        {heard === null ? null : (
          <>
            , heard <RelativeTime at={heard} />
          </>
        )}
      </span>
      <span>{countWords(pool.queues, "queue")}</span>
      <span>{(pool.running + pool.pending).toLocaleString("en")} under way</span>
      {ended === 0 ? null : (
        <span>
          {completed.toLocaleString("en")} of {ended.toLocaleString("en")} completed in 24 h
        </span>
      )}
    </span>
  );
}
