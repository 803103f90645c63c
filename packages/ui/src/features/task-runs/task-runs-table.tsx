import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { SkeletonRow } from "../../components/skeleton-row.tsx";
import { SortHead } from "../../components/sort-head.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { TagList } from "../../components/tag-list.tsx";
import { Duration, RelativeTime } from "../../components/time.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import type { TaskRunRow } from "./task-runs-query.ts";
import type { TaskRunSort } from "./task-runs-search.ts";
import "../../components/table.css";
import "./task-runs.css";

interface TaskRunsTableProps {
  rows: readonly TaskRunRow[];
  isLoading: boolean;
  sort: TaskRunSort;
  onSort: (sort: TaskRunSort) => void;
  onTag: (tag: string) => void;
  children: ReactNode;
}

const SKELETONS = Array.from({ length: 24 }, (_, index) => index);

export function TaskRunsTable({ rows, isLoading, sort, onSort, onTag, children }: TaskRunsTableProps) {
  const list = useFocusStep<HTMLDivElement>(".run-link");
  return (
    <div ref={list} className="table-scroll" aria-busy={isLoading}>
      <table className="table task-runs-table" aria-label="Task runs">
        <thead>
          <tr>
            <th className="col-state">State</th>
            <SortHead word="Task run" sort={sort} up="name" down="name-desc" onSort={onSort} />
            <th className="col-flow-run">In the run</th>
            <th className="col-duration">Duration</th>
            <SortHead word="Started" className="col-started" sort={sort} down="newest" up="oldest" onSort={onSort} />
            <th className="col-tags">Tags</th>
          </tr>
        </thead>
        <tbody>
          {isLoading ? SKELETONS.map((key) => <TaskRunSkeleton key={key} seed={key} />) : null}
          {rows.map((row) => (
            <TaskRunTableRow key={row.id} row={row} onTag={onTag} />
          ))}
        </tbody>
      </table>
      {children}
    </div>
  );
}

function TaskRunTableRow({ row, onTag }: { row: TaskRunRow; onTag: (tag: string) => void }) {
  const isRunning = row.state_type === "RUNNING";
  return (
    <tr>
      <td className="col-state" title={row.state?.message ?? undefined}>
        <StateBadge type={row.state_type} name={row.state_name} />
      </td>
      <td>
        <Link to="/runs/task-run/$id" params={{ id: row.id }} className="run-link" preload={false}>
          {row.name}
        </Link>
      </td>
      <td className="col-flow-run">
        {row.flow_run_id === null ? (
          <span className="muted">in the background</span>
        ) : (
          <Link to="/runs/run/$id" params={{ id: row.flow_run_id }} className="link" preload={false}>
            {row.flow_run_name ?? row.flow_run_id}
          </Link>
        )}
      </td>
      <td className="col-duration">
        <Duration startAt={row.start_time} endAt={row.end_time} isRunning={isRunning} />
      </td>
      <td className="col-started">
        <RelativeTime at={row.start_time ?? row.expected_start_time} />
      </td>
      <td className="col-tags">
        <TagList tags={row.tags} shown={3} onTag={onTag} />
      </td>
    </tr>
  );
}

function TaskRunSkeleton({ seed }: { seed: number }) {
  const columns = [
    { name: "state", width: 92 },
    { name: "name", width: 120 + ((seed * 37) % 60) },
    { name: "flow-run", width: 90 + ((seed * 53) % 50) },
    { name: "duration", width: 48 },
    { name: "started", width: 64 },
    { name: "tags", width: null },
  ];
  return <SkeletonRow columns={columns} />;
}
