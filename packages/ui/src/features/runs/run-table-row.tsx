import type { RunRow } from "@tutti/core/wire/dashboard";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { SkeletonRow } from "../../components/skeleton-row.tsx";
import { StateBadge } from "../../components/state-badge.tsx";
import { RunCell } from "./run-cell.tsx";
import { COLUMN_PX, type RunColumn } from "./run-columns.ts";
import type { Selection } from "./use-selection.ts";

interface RowProps {
  row: RunRow;
  index: number;
  columns: readonly RunColumn[];
  selection: Selection;
  onTag: (tag: string) => void;
}

export const RunTableRow = memo(function RunTableRow({ row, index, columns, selection, onTag }: RowProps) {
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
      {columns.map((column) => (
        <RunCell key={column} column={column} row={row} onTag={onTag} />
      ))}
    </tr>
  );
});

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

export function RunSkeleton({ seed, columns }: { seed: number; columns: readonly RunColumn[] }) {
  const widths = columns.map((name, at) => ({
    name,
    width: COLUMN_PX[name] * (0.4 + ((seed * 37 + at * 17) % 30) / 100),
  }));
  return (
    <SkeletonRow
      columns={[
        { name: "check", width: null },
        { name: "state", width: 92 },
        { name: "run", width: 120 + ((seed * 37) % 60) },
        ...widths,
      ]}
    />
  );
}
