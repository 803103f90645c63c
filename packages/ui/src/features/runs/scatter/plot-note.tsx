import type { RunsScatter, ScatterCell, ScatterDot } from "@tutti/core/wire/dashboard-runs";
import { StateBadge } from "../../../components/state-badge.tsx";
import { StateTotals } from "../../../components/state-totals.tsx";
import type { Size } from "../../../components/use-size.ts";
import { formatDuration } from "../../../time/duration.ts";
import { formatAbsolute, formatWindow } from "../../../time/moment.ts";
import { lengthWords } from "../length-search.ts";
import { extentOfCell } from "./plot-marks.ts";
import type { PlotView } from "./plot-view.ts";

interface PlotNoteProps {
  x: number;
  y: number;
  mark: { readonly dot: ScatterDot } | { readonly cell: ScatterCell };
  scatter: RunsScatter;
  pane: Size;
}

/** What the pointer is at, beside it. */
export function PlotNote({ x, y, mark, scatter, pane }: PlotNoteProps) {
  const style = {
    ...(x < pane.width / 2 ? { left: x + 12 } : { right: pane.width - x + 12 }),
    ...(y < pane.height / 2 ? { top: y + 8 } : { bottom: pane.height - y + 8 }),
  };
  return (
    <div className="plot-note" style={style}>
      {"dot" in mark ? <DotNote dot={mark.dot} /> : null}
      {"cell" in mark && scatter.kind === "cells" ? (
        <CellNote cell={mark.cell} extent={extentOfCell(mark.cell, scatter)} />
      ) : null}
    </div>
  );
}

function DotNote({ dot }: { dot: ScatterDot }) {
  return (
    <>
      <strong>
        {dot.flow_name} / {dot.name}
      </strong>
      <StateBadge type={dot.state_type} name={dot.state_name} />
      <span>
        {formatDuration(dot.estimated_run_time * 1000)}, {formatAbsolute(Date.parse(dot.start_time))}
      </span>
    </>
  );
}

function CellNote({ cell, extent }: { cell: ScatterCell; extent: PlotView }) {
  return (
    <>
      <StateTotals counts={cell.counts} />
      <span>{cellLengthWords(extent)}</span>
      <span>{formatWindow(extent.fromAt, extent.toAt)}</span>
    </>
  );
}

/** How long the runs of a cell took. */
export function cellLengthWords({ least, most }: PlotView): string {
  return lengthWords({ atLeast: least === 0 ? null : least, below: most });
}
