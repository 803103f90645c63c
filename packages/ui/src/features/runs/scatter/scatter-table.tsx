import type { RunsScatter, ScatterDot } from "@tutti/core/wire/dashboard-runs";
import { Link } from "@tanstack/react-router";
import { StateBadge } from "../../../components/state-badge.tsx";
import { StateTotals } from "../../../components/state-totals.tsx";
import { formatDuration } from "../../../time/duration.ts";
import { formatAbsolute, formatWindow } from "../../../time/moment.ts";
import { cellLengthWords } from "./plot-note.tsx";
import { countOf, extentOfCell } from "./plot-marks.ts";
import type { PlotView } from "./plot-view.ts";
import "../../../components/table.css";

interface ScatterTableProps {
  scatter: RunsScatter;
  onExtent: (extent: PlotView) => void;
}

const CELLS_SHOWN = 300;

/** What the plot shows, for those who do not see it or want it exactly. */
export function ScatterTable({ scatter, onExtent }: ScatterTableProps) {
  return (
    <div className="table-scroll scatter-table" tabIndex={0} role="group" aria-label="The plot as a table">
      {scatter.kind === "dots" ? <DotTable dots={scatter.dots} /> : <CellTable cells={scatter} onExtent={onExtent} />}
    </div>
  );
}

function DotTable({ dots }: { dots: readonly ScatterDot[] }) {
  return (
    <table className="table" aria-label="Runs by start and duration">
      <thead>
        <tr>
          <th>Started</th>
          <th>Duration</th>
          <th>State</th>
          <th>Run</th>
        </tr>
      </thead>
      <tbody>
        {dots.map((dot) => (
          <tr key={dot.id}>
            <td>{formatAbsolute(Date.parse(dot.start_time))}</td>
            <td>{formatDuration(dot.estimated_run_time * 1000)}</td>
            <td>
              <StateBadge type={dot.state_type} name={dot.state_name} />
            </td>
            <td>
              <Link to="/runs/run/$id" params={{ id: dot.id }} className="link" preload={false}>
                {dot.flow_name} / {dot.name}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellTableProps {
  cells: Extract<RunsScatter, { kind: "cells" }>;
  onExtent: (extent: PlotView) => void;
}

function CellTable({ cells, onExtent }: CellTableProps) {
  const fullest = cells.cells.toSorted((a, b) => countOf(b) - countOf(a)).slice(0, CELLS_SHOWN);
  return (
    <>
      <table className="table" aria-label="Runs counted by start and duration">
        <thead>
          <tr>
            <th>Started</th>
            <th>Duration</th>
            <th>Runs</th>
            <th>How they went</th>
          </tr>
        </thead>
        <tbody>
          {fullest.map((cell) => {
            const extent = extentOfCell(cell, cells);
            const words = formatWindow(extent.fromAt, extent.toAt);
            return (
              <tr key={`${cell.column} ${cell.row}`}>
                <td>
                  <button type="button" className="row-button link" onClick={() => onExtent(extent)}>
                    {words}
                  </button>
                </td>
                <td>{cellLengthWords(extent)}</td>
                <td>{countOf(cell).toLocaleString("en")}</td>
                <td>
                  <StateTotals counts={cell.counts} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {cells.cells.length > CELLS_SHOWN ? (
        <p className="list-more">
          These are the {CELLS_SHOWN} with the most runs, of {cells.cells.length.toLocaleString("en")}.
        </p>
      ) : null}
    </>
  );
}
