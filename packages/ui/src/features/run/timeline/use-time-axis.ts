import { useMemo } from "react";
import { parseTime } from "@tutti/core/parse-time";
import type { Zoom } from "../run-search.ts";
import type { Brush } from "./use-brush.ts";
import { segmentsOf } from "./segments.ts";
import { pan, type TimeView, zoomAround } from "./time-scale.ts";
import { extentOf, wholeView } from "./timeline-rows.ts";
import type { RunNode } from "./timeline-tree.ts";
import { useClock } from "./use-clock.ts";

interface AxisOptions {
  root: RunNode;
  isOver: boolean;
  zoom: Zoom | null;
  onZoom: (zoom: Zoom | null) => void;
}

export interface TimeAxis {
  view: TimeView;
  /** Offsets on the axis count from here. */
  originAt: number;
  /** Where growing bars end. */
  now: number;
  showBrush: (brush: Brush) => void;
  /** Around a fraction of the axis. */
  zoomAt: (fraction: number, factor: number) => void;
  /** By a fraction of the axis. */
  panBy: (fraction: number) => void;
}

const LEAST_BRUSH_MS = 5;

/** What of the run's time is on screen, and the ways to change it. */
export function useTimeAxis({ root, isOver, zoom, onZoom }: AxisOptions): TimeAxis {
  const clock = useClock(!isOver, segmentsOf(root.run)[0]?.startAt ?? 0);
  // What never came to an end stops where the run did.
  const now = isOver ? (parseTime(root.run.end_time) ?? clock) : clock;
  const extent = useMemo(() => extentOf(root), [root]);
  const whole = wholeView(extent, now);
  const originAt = whole.fromAt;
  const view = zoom === null ? whole : { fromAt: originAt + zoom.fromMs, toAt: originAt + zoom.toMs };
  const span = view.toAt - view.fromAt;
  const show = (next: TimeView) => {
    const isWhole = next.fromAt <= whole.fromAt && next.toAt >= whole.toAt;
    onZoom(isWhole ? null : { fromMs: next.fromAt - originAt, toMs: next.toAt - originAt });
  };
  return {
    view,
    originAt,
    now,
    showBrush: ({ from, to }) => {
      const fromAt = view.fromAt + from * span;
      show({ fromAt, toAt: Math.max(view.fromAt + to * span, fromAt + LEAST_BRUSH_MS) });
    },
    zoomAt: (fraction, factor) => show(zoomAround(view, view.fromAt + fraction * span, factor, whole)),
    panBy: (fraction) => {
      if (zoom !== null) show(pan(view, fraction * span, whole));
    },
  };
}
