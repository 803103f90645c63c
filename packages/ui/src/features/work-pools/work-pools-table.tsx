import type { WorkPoolRow } from "@tutti/core/wire/dashboard-work";
import { Link } from "@tanstack/react-router";
import { SkeletonRow } from "../../components/skeleton-row.tsx";
import { SortHead } from "../../components/sort-head.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import { PoolPauseSwitch } from "./pool-pause-switch.tsx";
import { PoolStatus } from "./pool-status.tsx";
import type { PoolSort } from "./work-pools-search.ts";
import "../../components/table.css";
import "./work-pools.css";

interface WorkPoolsTableProps {
  rows: WorkPoolRow[];
  isLoading: boolean;
  sort: PoolSort;
  onSort: (sort: PoolSort) => void;
}

const SKELETONS = Array.from({ length: 8 }, (_, index) => index);

export function WorkPoolsTable({ rows, isLoading, sort, onSort }: WorkPoolsTableProps) {
  const list = useFocusStep<HTMLDivElement>(".run-link");
  return (
    <div ref={list} className="table-scroll" aria-busy={isLoading}>
      <table className="table pools-table" aria-label="Work pools">
        <thead>
          <tr>
            <SortHead word="Pool" className="col-name" sort={sort} up="name" down="name-desc" onSort={onSort} />
            <SortHead word="Type" className="col-type" sort={sort} up="type" onSort={onSort} />
            <th className="col-status">Status</th>
            <th className="col-workers">Workers</th>
            <th className="col-heartbeat">Last heartbeat</th>
            <th className="col-count">Under way</th>
            <SortHead word="Due" className="col-count" sort={sort} down="due" onSort={onSort} />
            <th className="col-limit">Limit</th>
            <th className="col-switch">Takes runs</th>
          </tr>
        </thead>
        <tbody>
          {isLoading ? SKELETONS.map((key) => <PoolSkeleton key={key} seed={key} />) : null}
          {rows.map((row) => (
            <WorkPoolTableRow key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WorkPoolTableRow({ row }: { row: WorkPoolRow }) {
  const { name, workers, workers_online: online, running, pending, due } = row;
  return (
    <tr>
      <td>
        <Link to="/work-pools/work-pool/$name" params={{ name }} className="run-link" preload={false}>
          {name}
        </Link>
      </td>
      <td className="col-type">{row.type}</td>
      <td>
        <PoolStatus pool={row} />
      </td>
      <td className="col-workers">
        {workers === 0 ? <span className="muted">none</span> : `${online} of ${workers} online`}
      </td>
      <td className="col-heartbeat">
        <RelativeTime at={row.last_heartbeat_time} />
      </td>
      <td className="col-count" title={`${running} running, ${pending} pending`}>
        {running + pending === 0 ? <span className="muted">–</span> : (running + pending).toLocaleString("en")}
      </td>
      <td className="col-count">
        {due === 0 ? (
          <span className="muted">–</span>
        ) : (
          <span className="pool-due" data-tone="late" title="Due, and taken by nobody">
            {due.toLocaleString("en")}
          </span>
        )}
      </td>
      <td className="col-limit">
        <LimitUse limit={row.concurrency_limit} active={row.active_slots} />
      </td>
      <td className="col-switch">
        <PoolPauseSwitch name={name} isPaused={row.is_paused} />
      </td>
    </tr>
  );
}

/** `2 of 5`: how much of a limit is taken. */
export function LimitUse({ limit, active }: { limit: number | null; active: number | null }) {
  if (limit === null) return <span className="muted">none</span>;
  const isFull = (active ?? 0) >= limit;
  return (
    <span className="limit-use" data-tone={isFull ? "late" : undefined}>
      {(active ?? 0).toLocaleString("en")} of {limit.toLocaleString("en")}
      {isFull ? ", full" : ""}
    </span>
  );
}

function PoolSkeleton({ seed }: { seed: number }) {
  const columns = [
    { name: "name", width: 100 + ((seed * 47) % 60) },
    { name: "type", width: 60 },
    { name: "status", width: 70 },
    { name: "workers", width: 84 },
    { name: "heartbeat", width: 56 },
    { name: "running", width: 20 },
    { name: "due", width: 20 },
    { name: "limit", width: 40 },
    { name: "switch", width: null },
  ];
  return <SkeletonRow columns={columns} />;
}
