import type { RunsScatter, ScatterCell, ScatterDot } from "@tutti/core/wire/dashboard-runs";
import { type PointerEvent, useRef, useState } from "react";
import { type Size, useSize } from "../../../components/use-size.ts";
import { PlotAxes, PlotMarks } from "./plot-layers.tsx";
import { PlotNote } from "./plot-note.tsx";
import { cellAt, dotNear, extentOfCell } from "./plot-marks.ts";
import { extentOfPart, type PlotView } from "./plot-view.ts";
import { pointOf, useRectangle } from "./use-rectangle.ts";

interface ScatterPlotProps {
  scatter: RunsScatter;
  view: PlotView;
  /** Looks at a part alone. */
  onExtent: (extent: PlotView) => void;
  onRun: (id: string) => void;
}

type Mark = { readonly dot: ScatterDot } | { readonly cell: ScatterCell };
interface Hover {
  readonly x: number;
  readonly y: number;
  readonly mark: Mark;
}

/** Runs by start and length; a rectangle that is drawn over them is looked at alone. */
export function ScatterPlot({ scatter, view, onExtent, onRun }: ScatterPlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const pane = useSize(frame);
  const [hover, setHover] = useState<Hover | null>(null);
  const markAt = (x: number, y: number): Mark | null => {
    const [left, up] = [x, pane.height - y];
    if (scatter.kind === "dots") {
      const dot = dotNear(scatter.dots, view, pane, { x: left, y: up });
      return dot === null ? null : { dot };
    }
    const cell = cellAt(scatter, view, left / pane.width, up / pane.height);
    return cell === null ? null : { cell };
  };
  const rectangle = useRectangle(
    (part) => onExtent(extentOfPart(part, view)),
    ({ x, y }) => {
      // What the note names, also where the marks have moved since the pointer came.
      const mark = hover?.mark ?? markAt(x, y);
      if (mark === null) return;
      if ("dot" in mark) onRun(mark.dot.id);
      else if (scatter.kind === "cells") onExtent(extentOfCell(mark.cell, scatter));
    },
  );
  const look = (event: PointerEvent<HTMLElement>) => {
    rectangle.handlers.onPointerMove(event);
    const { x, y } = pointOf(event);
    const mark = markAt(x, y);
    setHover(mark === null ? null : { x, y, mark });
  };
  return (
    <div className="plot">
      <svg className="plot-picture" aria-hidden="true">
        <g className="plot-inner">
          <PlotAxes view={view} pane={pane} />
          <PlotMarks scatter={scatter} view={view} pane={pane} />
        </g>
      </svg>
      <div
        ref={frame}
        className="plot-pane"
        data-over={hover === null ? undefined : ""}
        {...rectangle.handlers}
        onPointerMove={look}
        onPointerLeave={() => setHover(null)}
      >
        {rectangle.part === null ? null : <Rectangle part={rectangle.part} pane={pane} />}
        {hover === null || rectangle.part !== null ? null : <PlotNote {...hover} scatter={scatter} pane={pane} />}
      </div>
    </div>
  );
}

function Rectangle({ part, pane }: { part: NonNullable<ReturnType<typeof useRectangle>["part"]>; pane: Size }) {
  const [left, right] = part.across ?? [0, pane.width];
  const [top, foot] = part.down ?? [0, pane.height];
  return <div className="plot-rectangle" style={{ left, top, width: right - left, height: foot - top }} />;
}
