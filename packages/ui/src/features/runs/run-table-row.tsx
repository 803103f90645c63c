import type { RunRow } from "@tutti/core/wire/dashboard";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { SkeletonRow } from "../../components/skeleton-row.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { Duration, RelativeTime } from "../../components/time.tsx";
import type { ColumnOptions } from "./runs-table-head.tsx";
import { TaskProgress } from "./task-progress.tsx";
import type { Selection } from "./use-selection.ts";

type ShownColumns = Pick<ColumnOptions, "hasFlow" | "hasDeployment">;

interface RowProps extends ShownColumns {
  row: RunRow;
  index: number;
  selection: Selection;
  onTag: (tag: string) => void;
}

export const RunTableRow = memo(function RunTableRow(props: RowProps) {
  const { row, index, selection, onTag, hasFlow, hasDeployment } = props;
  const isSelected = selection.ids.has(row.id);
  return (
    <tr data-id={row.id} aria-rowindex={index + 2} data-selected={isSelected ? "" : undefined}>
      <td className="col-check">
        <input
          type="checkbox"
          aria-label={`Select ${row.name}`}
          checked={isSelected}
          onChange={() => selection.toggle(row.id)}
        />
      </td>
      <td className="col-state" title={row.state_message ?? undefined}>
        <StateBadge type={row.state_type} name={row.state_name} />
      </td>
      <td className="col-run">
        <Link to="/runs/run/$id" params={{ id: row.id }} className="run-link" preload={false}>
          {row.name}
        </Link>
        {row.parent === null ? null : <ParentLink parent={row.parent} />}
      </td>
      {hasFlow ? (
        <td className="col-flow">
          <Link to="/flows/flow/$id" params={{ id: row.flow_id }} className="link" preload={false}>
            {row.flow_name}
          </Link>
        </td>
      ) : null}
      {hasDeployment ? (
        <td className="col-deployment">
          <DeploymentLink row={row} />
        </td>
      ) : null}
      <td className="col-tasks">
        <TaskProgress counts={row.task_run_counts} />
      </td>
      <td className="col-duration">
        <Duration startAt={row.start_time} endAt={row.end_time} isRunning={isUnderWay(row)} />
      </td>
      <td className="col-started">
        <RelativeTime at={row.start_time ?? row.expected_start_time} />
      </td>
      <td className="col-tags">
        <Tags tags={row.tags} onTag={onTag} />
      </td>
    </tr>
  );
});

function DeploymentLink({ row: { deployment_id: id, deployment_name: name } }: { row: RunRow }) {
  if (id === null || name === null) return <span className="muted">–</span>;
  return (
    <Link to="/deployments/deployment/$id" params={{ id }} className="link" preload={false}>
      {name}
    </Link>
  );
}

function isUnderWay(row: RunRow): boolean {
  return row.state_type === "RUNNING" || row.state_type === "CANCELLING";
}

function ParentLink({ parent }: { parent: NonNullable<RunRow["parent"]> }) {
  return (
    <Link
      to="/runs/run/$id"
      params={{ id: parent.flow_run_id }}
      className="run-parent"
      title={`A subflow of ${parent.flow_run_name}`}
      preload={false}
    >
      in {parent.flow_run_name}
    </Link>
  );
}

const TAGS_SHOWN = 3;

function Tags({ tags, onTag }: { tags: string[]; onTag: (tag: string) => void }) {
  const rest = tags.slice(TAGS_SHOWN);
  return (
    <span className="tags">
      {tags.slice(0, TAGS_SHOWN).map((tag) => (
        <button key={tag} type="button" className="tag" title={`Show runs tagged ${tag}`} onClick={() => onTag(tag)}>
          {tag}
        </button>
      ))}
      {rest.length === 0 ? null : (
        <span className="muted" title={rest.join(", ")}>
          +{rest.length}
        </span>
      )}
    </span>
  );
}

export function RunSkeleton({ seed, hasFlow, hasDeployment }: { seed: number } & ShownColumns) {
  const columns = [
    { name: "check", width: null },
    { name: "state", width: 92 },
    { name: "run", width: 120 + ((seed * 37) % 60) },
    ...(hasFlow ? [{ name: "flow", width: 90 + ((seed * 53) % 50) }] : []),
    ...(hasDeployment ? [{ name: "deployment", width: 60 + ((seed * 41) % 40) }] : []),
    { name: "tasks", width: 84 },
    { name: "duration", width: 48 },
    { name: "started", width: 64 },
    { name: "tags", width: null },
  ];
  return <SkeletonRow columns={columns} />;
}
