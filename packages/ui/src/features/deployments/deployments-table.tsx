import type { DeploymentRow } from "@tutti/core/wire/dashboard-work";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { RunBars } from "../../components/run-bars.tsx";
import { SkeletonRow } from "../../components/skeleton-row.tsx";
import { SortHead } from "../../components/sort-head.tsx";
import { TagList } from "../../components/tag-list.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { useFocusStep } from "../../components/use-focus-step.ts";
import { describeSchedule } from "../../schedule/describe-schedule.ts";
import { DeploymentStatus } from "./deployment-status.tsx";
import type { DeploymentSort } from "./deployments-search.ts";
import { PauseSwitch } from "./pause-switch.tsx";
import { QuickRunButton } from "./quick-run-button.tsx";
import "../../components/table.css";
import "./deployments.css";

interface DeploymentsTableProps {
  rows: DeploymentRow[];
  isLoading: boolean;
  sort: DeploymentSort;
  onSort: (sort: DeploymentSort) => void;
  onTag?: (tag: string) => void;
  children: ReactNode;
}

const BARS = 15;
const TAGS_SHOWN = 2;
const SKELETONS = Array.from({ length: 12 }, (_, index) => index);

export function DeploymentsTable({ rows, isLoading, sort, onSort, onTag, children }: DeploymentsTableProps) {
  const list = useFocusStep<HTMLDivElement>(".run-link");
  return (
    <div ref={list} className="table-scroll" aria-busy={isLoading}>
      <table className="table deployments-table" aria-label="Deployments">
        <thead>
          <tr>
            <SortHead word="Deployment" className="col-name" sort={sort} up="name" down="name-desc" onSort={onSort} />
            <th className="col-flow">Flow</th>
            <th className="col-status">Status</th>
            <SortHead word="Latest runs" className="col-bars" sort={sort} down="recent" onSort={onSort} />
            <th className="col-at">Last run</th>
            <th className="col-at">Next run</th>
            <th className="col-schedule">Schedule</th>
            <th className="col-tags">Tags</th>
            <th className="col-act">
              <span className="visually-hidden">Start a run</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {isLoading ? SKELETONS.map((key) => <DeploymentSkeleton key={key} seed={key} />) : null}
          {rows.map((row) => (
            <DeploymentTableRow key={row.id} row={row} {...(onTag === undefined ? {} : { onTag })} />
          ))}
        </tbody>
      </table>
      {children}
    </div>
  );
}

function DeploymentTableRow({ row, onTag }: { row: DeploymentRow; onTag?: (tag: string) => void }) {
  return (
    <tr>
      <td>
        <Link to="/deployments/deployment/$id" params={{ id: row.id }} className="run-link" preload={false}>
          {row.name}
        </Link>
      </td>
      <td className="col-flow">
        <Link to="/flows/flow/$id" params={{ id: row.flow_id }} className="link" preload={false}>
          {row.flow_name}
        </Link>
      </td>
      <td>
        <DeploymentStatus deployment={row} />
      </td>
      <td className="col-bars">
        <RunBars runs={row.recent_runs} slots={BARS} />
      </td>
      <td className="col-at">
        <RelativeTime at={row.last_run?.start_time ?? null} />
      </td>
      <td className="col-at">
        <RelativeTime at={row.next_run?.at ?? null} />
      </td>
      <td className="col-schedule">
        <ScheduleCell row={row} />
      </td>
      <td className="col-tags">
        <TagList tags={row.tags} shown={TAGS_SHOWN} {...(onTag === undefined ? {} : { onTag })} />
      </td>
      <td className="col-act">
        <QuickRunButton id={row.id} name={row.name} look="row" />
      </td>
    </tr>
  );
}

/** What its schedules say, and whether they act. */
function ScheduleCell({ row }: { row: DeploymentRow }) {
  const [first, ...others] = row.schedules.toSorted((a, b) => Number(b.active) - Number(a.active));
  if (first === undefined) return <span className="muted">none</span>;
  const words = row.schedules.map(({ schedule, active }) => `${describeSchedule(schedule)}${active ? "" : ", paused"}`);
  return (
    <span className="schedule-cell">
      <PauseSwitch deployment={row} />
      <span className="truncate" title={words.join("\n")} data-off={row.paused || !first.active ? "" : undefined}>
        {describeSchedule(first.schedule)}
      </span>
      {others.length === 0 ? null : (
        <span className="muted" title={words.join("\n")}>
          +{others.length}
        </span>
      )}
    </span>
  );
}

function DeploymentSkeleton({ seed }: { seed: number }) {
  const columns = [
    { name: "name", width: 100 + ((seed * 47) % 60) },
    { name: "flow", width: 80 + ((seed * 53) % 40) },
    { name: "status", width: 70 },
    { name: "bars", width: 100 },
    { name: "at", width: 56 },
    { name: "next", width: 56 },
    { name: "schedule", width: 130 },
    { name: "tags", width: null },
    { name: "act", width: null },
  ];
  return <SkeletonRow columns={columns} />;
}
