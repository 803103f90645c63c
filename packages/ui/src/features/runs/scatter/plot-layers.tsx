import type { RunsScatter, ScatterCell } from "@tutti/core/wire/dashboard-runs";
import type { StateType } from "@tutti/core/state-type";
import { memo } from "react";
import type { Size } from "../../../components/use-size.ts";
import { toneOf } from "../../../state/tone.ts";
import { countOf, partOfCell, placeOfDot } from "./plot-marks.ts";
import { lengthTicks, timeTicks } from "./plot-ticks.ts";
import type { PlotView } from "./plot-view.ts";
import { DRAWN, ToneMark } from "./tone-mark.tsx";

interface LayerProps {
  view: PlotView;
  pane: Size;
}

const TICK_PX = 84;

/** Lines and words of both axes. */
export const PlotAxes = memo(function PlotAxes({ view, pane: { width, height } }: LayerProps) {
  return (
    <g>
      {timeTicks(view, Math.max(2, Math.floor(width / TICK_PX))).map(({ place, label }) => (
        <g key={`${label} ${place}`}>
          <line className="plot-line" x1={place * width} x2={place * width} y1={0} y2={height} />
          <text className="plot-label" x={place * width} y={height + 15} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
      {lengthTicks(view).map(({ place, label }) => (
        <g key={label}>
          <line className="plot-line" x1={0} x2={width} y1={(1 - place) * height} y2={(1 - place) * height} />
          <text className="plot-label" x={-8} y={(1 - place) * height} dy="0.35em" textAnchor="end">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
});

/** The runs: each a mark, or a cell that tells how many there are and how they went. */
export const PlotMarks = memo(function PlotMarks({ scatter, view, pane }: LayerProps & { scatter: RunsScatter }) {
  if (scatter.kind === "cells") return <Cells scatter={scatter} view={view} pane={pane} />;
  const inOrder = scatter.dots.toSorted((a, b) => orderOf(a.state_type) - orderOf(b.state_type));
  return (
    <g>
      {inOrder.map((dot) => {
        const { across, up } = placeOfDot(dot, view);
        const tone = toneOf(dot.state_type, dot.state_name);
        return <ToneMark key={dot.id} tone={tone} x={across * pane.width} y={(1 - up) * pane.height} />;
      })}
    </g>
  );
});

function orderOf(type: (typeof DRAWN)[number] | null): number {
  return type === null ? 0 : DRAWN.indexOf(type);
}

function Cells({ scatter, view, pane }: LayerProps & { scatter: Extract<RunsScatter, { kind: "cells" }> }) {
  const most = scatter.cells.reduce((max, cell) => Math.max(max, countOf(cell)), 1);
  return (
    <g>
      {scatter.cells.map((cell) => {
        const { left, right, foot, top } = partOfCell(cell, scatter, view);
        const box = {
          x: left * pane.width,
          y: (1 - top) * pane.height,
          width: Math.max(1, (right - left) * pane.width - 1),
          height: Math.max(1, (top - foot) * pane.height - 1),
        };
        return <Cell key={`${cell.column} ${cell.row}`} cell={cell} box={box} most={most} />;
      })}
    </g>
  );
}

interface CellProps {
  cell: ScatterCell;
  box: { x: number; y: number; width: number; height: number };
  /** Of the fullest cell. */
  most: number;
}

const FAINTEST = 0.3;
/** Cells in which a mark has room. */
const MARK_PX = 7;

/** The more runs, the stronger; the states share its height, and a mark stands where some failed. */
function Cell({ cell, box, most }: CellProps) {
  const count = countOf(cell);
  const strength = most === 1 ? 1 : FAINTEST + (1 - FAINTEST) * (Math.log(count) / Math.log(most));
  const shares = sharesOf(cell);
  const worst = cell.counts.FAILED ? "failed" : cell.counts.CRASHED ? "crashed" : null;
  return (
    <g className="plot-cell">
      {shares.map(({ type, from, share }) => (
        <rect
          key={type}
          className="plot-share"
          data-tone={toneOf(type, null)}
          x={box.x}
          y={box.y + from * box.height}
          width={box.width}
          height={share * box.height}
          opacity={strength}
        />
      ))}
      {worst === null || Math.min(box.width, box.height) < MARK_PX ? null : (
        <ToneMark tone={worst} x={box.x + box.width / 2} y={box.y + box.height / 2} />
      )}
    </g>
  );
}

interface Share {
  readonly type: StateType;
  /** Where it begins, in fractions of the cell. */
  readonly from: number;
  readonly share: number;
}

/** The states of a cell's runs, one below the other. */
function sharesOf(cell: ScatterCell): Share[] {
  const count = countOf(cell);
  const shares: Share[] = [];
  let from = 0;
  for (const type of DRAWN) {
    const share = (cell.counts[type] ?? 0) / count;
    if (share > 0) shares.push({ type, from, share });
    from += share;
  }
  return shares;
}
