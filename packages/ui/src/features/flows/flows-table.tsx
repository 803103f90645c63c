import type { FlowRow } from "@tutti/core/wire/dashboard";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Icon } from "../../components/icon.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import type { FlowSort } from "./flows-search.ts";
import { RunBars } from "../../components/run-bars.tsx";
import { StateTotals } from "../../components/state-totals.tsx";
import "../../components/table.css";
import "./flows.css";

interface FlowsTableProps {
  rows: FlowRow[];
  isLoading: boolean;
  sort: FlowSort;
  onSort: (sort: FlowSort) => void;
  children: ReactNode;
}

const BARS = 25;
const SKELETONS = Array.from({ length: 12 }, (_, index) => index);

export function FlowsTable({ rows, isLoading, sort, onSort, children }: FlowsTableProps) {
  const list = useFocusStep<HTMLDivElement>(".run-link");
  return (
    <div ref={list} className="table-scroll" aria-busy={isLoading}>
      <table className="table flows-table" aria-label="Flows">
        <thead>
          <tr>
            <th className="col-flow-name" aria-sort={ariaSort(sort, "name", "name-desc")}>
              <SortButton
                word="Flow"
                next={sort === "name" ? "name-desc" : "name"}
                arrow={arrowOf(sort, "name", "name-desc")}
                onSort={onSort}
              />
            </th>
            <th className="col-bars">Latest runs</th>
            <th className="col-last" aria-sort={sort === "recent" ? "descending" : undefined}>
              <SortButton word="Last run" next="recent" arrow={sort === "recent" ? "down" : null} onSort={onSort} />
            </th>
            <th className="col-last-at">Started</th>
            <th className="col-totals">Of the last 100</th>
          </tr>
        </thead>
        <tbody>
          {isLoading ? SKELETONS.map((key) => <FlowSkeleton key={key} seed={key} />) : null}
          {rows.map((row) => (
            <FlowTableRow key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      {children}
    </div>
  );
}

function FlowTableRow({ row }: { row: FlowRow }) {
  const { last_run: last } = row;
  return (
    <tr>
      <td>
        <Link to="/flows/flow/$id" params={{ id: row.id }} className="run-link" preload={false}>
          {row.name}
        </Link>
      </td>
      <td className="col-bars">
        <RunBars runs={row.recent_runs} slots={BARS} />
      </td>
      <td>
        {last === null ? (
          <span className="muted">never ran</span>
        ) : (
          <Link to="/runs/run/$id" params={{ id: last.id }} className="link last-run" preload={false} title={last.name}>
            <StateBadge type={last.state_type} name={last.state_name} />
            <span className="truncate muted">{last.name}</span>
          </Link>
        )}
      </td>
      <td className="col-started">
        <RelativeTime at={last?.start_time ?? null} />
      </td>
      <td>
        <StateTotals counts={row.recent_counts} shown={3} />
      </td>
    </tr>
  );
}

type Arrow = "up" | "down" | null;

function arrowOf(sort: FlowSort, up: FlowSort, down: FlowSort): Arrow {
  if (sort === up) return "up";
  return sort === down ? "down" : null;
}

function ariaSort(sort: FlowSort, up: FlowSort, down: FlowSort) {
  const arrow = arrowOf(sort, up, down);
  if (arrow === null) return undefined;
  return arrow === "up" ? "ascending" : "descending";
}

function SortButton({
  word,
  next,
  arrow,
  onSort,
}: {
  word: string;
  next: FlowSort;
  arrow: Arrow;
  onSort: (sort: FlowSort) => void;
}) {
  return (
    <button type="button" className="sort-button" onClick={() => onSort(next)}>
      {word}
      {arrow === null ? null : <Icon name={arrow === "up" ? "arrowUp" : "arrowDown"} size={12} />}
    </button>
  );
}

function FlowSkeleton({ seed }: { seed: number }) {
  return (
    <tr aria-hidden="true">
      <td>
        <span className="skeleton" style={{ width: 110 + ((seed * 47) % 70) }} />
      </td>
      <td className="col-bars">
        <span className="skeleton" style={{ width: 170 }} />
      </td>
      <td>
        <span className="skeleton" style={{ width: 150 }} />
      </td>
      <td>
        <span className="skeleton" style={{ width: 60 }} />
      </td>
      <td>
        <span className="skeleton" style={{ width: 120 }} />
      </td>
    </tr>
  );
}
