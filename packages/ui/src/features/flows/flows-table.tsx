import type { FlowRow } from "@tutti/core/wire/dashboard";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { SortHead } from "../../components/sort-head.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { countWords } from "../../count-words.ts";
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
            <SortHead word="Flow" className="col-flow-name" sort={sort} up="name" down="name-desc" onSort={onSort} />
            <th className="col-bars">Latest runs</th>
            <SortHead word="Last run" className="col-last" sort={sort} down="recent" onSort={onSort} />
            <th className="col-last-at">Started</th>
            <th className="col-next">Next run</th>
            <th className="col-totals">Of the last 100</th>
            <th className="col-deployments">Deployments</th>
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
      <td className="col-next">
        <NextRun next={row.next_run} />
      </td>
      <td>
        <StateTotals counts={row.recent_counts} shown={3} />
      </td>
      <td className="col-deployments">
        {row.deployments === 0 ? (
          <span className="muted">–</span>
        ) : (
          <Link
            to="/flows/flow/$id"
            params={{ id: row.id }}
            search={{ tab: "deployments" }}
            className="link"
            preload={false}
            aria-label={`${countWords(row.deployments, "deployment")} of ${row.name}`}
          >
            {row.deployments.toLocaleString("en")}
          </Link>
        )}
      </td>
    </tr>
  );
}

function NextRun({ next }: { next: FlowRow["next_run"] }) {
  if (next === null) return <span className="muted">–</span>;
  return (
    <Link to="/runs/run/$id" params={{ id: next.id }} className="link" preload={false} title={next.name}>
      <RelativeTime at={next.at} />
    </Link>
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
      <td className="col-next">
        <span className="skeleton" style={{ width: 60 }} />
      </td>
      <td>
        <span className="skeleton" style={{ width: 120 }} />
      </td>
      <td className="col-deployments" />
    </tr>
  );
}
