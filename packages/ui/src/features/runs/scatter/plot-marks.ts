import { lengthOfRow } from "@tutti/core/length-row";
import type { RunsScatter, ScatterCell, ScatterDot } from "@tutti/core/wire/dashboard-runs";
import type { Size } from "../../../components/use-size.ts";
import { acrossOf, type PlotPart, type PlotView, upOf } from "./plot-view.ts";

type Cells = Extract<RunsScatter, { kind: "cells" }>;

/** Where a dot stands, in fractions from the left and from the foot. */
export function placeOfDot(dot: ScatterDot, view: PlotView): { across: number; up: number } {
  return { across: acrossOf(Date.parse(dot.start_time), view), up: upOf(dot.estimated_run_time, view) };
}

/** The times and lengths of a cell's runs. */
export function extentOfCell({ column, row }: ScatterCell, cells: Cells): PlotView {
  const [from, until] = [Date.parse(cells.from), Date.parse(cells.until)];
  const width = (until - from) / cells.columns;
  const fromAt = from + column * width;
  // What is shorter than the first row stands in it.
  return { fromAt, toAt: fromAt + width, least: row === 0 ? 0 : lengthOfRow(row), most: lengthOfRow(row + 1) };
}

export function partOfCell(cell: ScatterCell, cells: Cells, view: PlotView): PlotPart {
  const { fromAt, toAt, least, most } = extentOfCell(cell, cells);
  return {
    left: acrossOf(fromAt, view),
    right: acrossOf(toAt, view),
    foot: upOf(least, view),
    top: upOf(most, view),
  };
}

/** How many runs are in a cell. */
export function countOf({ counts }: ScatterCell): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

const NEAR_PX = 12;

/** The dot that is nearest to a point of the pane, in pixels from the left and the foot; null where none is near. */
export function dotNear(
  dots: readonly ScatterDot[],
  view: PlotView,
  { width, height }: Size,
  point: { x: number; y: number },
): ScatterDot | null {
  let nearest: ScatterDot | null = null;
  let least = NEAR_PX;
  for (const dot of dots) {
    const { across, up } = placeOfDot(dot, view);
    const distance = Math.hypot(across * width - point.x, up * height - point.y);
    if (distance >= least) continue;
    least = distance;
    nearest = dot;
  }
  return nearest;
}

/** The cell at a place, in fractions from the left and the foot. */
export function cellAt(cells: Cells, view: PlotView, across: number, up: number): ScatterCell | null {
  const isThere = (cell: ScatterCell) => {
    const { left, right, foot, top } = partOfCell(cell, cells, view);
    return across >= left && across < right && up >= foot && up < top;
  };
  return cells.cells.find(isThere) ?? null;
}
