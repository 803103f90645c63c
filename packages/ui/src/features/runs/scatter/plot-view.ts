import { LENGTH_LEAST_SECONDS, lengthOfRow } from "@tutti/core/length-row";
import type { RunsScatter } from "@tutti/core/wire/dashboard-runs";

/** What a plot shows: time to the right, in milliseconds since the epoch, length upwards by its logarithm, in seconds. */
export interface PlotView {
  readonly fromAt: number;
  readonly toAt: number;
  readonly least: number;
  readonly most: number;
}

/** A part of a plot, in fractions of its width from the left and of its height from the foot. */
export interface PlotPart {
  readonly left: number;
  readonly right: number;
  readonly foot: number;
  readonly top: number;
}

interface TimeWindow {
  readonly since: number | null;
  readonly until: number | null;
}

/** So much is left free around what is shown, where no window says how far it goes. */
const MARGIN = 0.02;
/** The lengths that are shown differ by this factor at least. */
const LENGTH_FACTOR_MIN = 10;
const TIME_SPAN_MIN_MS = 1000;

/** All of the runs; null where there are none. */
export function viewOf(scatter: RunsScatter, { since, until }: TimeWindow): PlotView | null {
  const extent = extentOf(scatter);
  if (extent === null) return null;
  const margin = Math.max(TIME_SPAN_MIN_MS, extent.toAt - extent.fromAt) * MARGIN;
  const fromAt = since ?? extent.fromAt - margin;
  const toAt = Math.max(until ?? extent.toAt + margin, fromAt + TIME_SPAN_MIN_MS);
  const factor = Math.max(1, Math.sqrt(LENGTH_FACTOR_MIN / (extent.most / extent.least)));
  return { fromAt, toAt, least: extent.least / factor / 1.2, most: extent.most * factor * 1.2 };
}

function extentOf(scatter: RunsScatter): PlotView | null {
  if (scatter.kind === "cells") {
    const rows = scatter.cells.map(({ row }) => row);
    const [fromAt, toAt] = [Date.parse(scatter.from), Date.parse(scatter.until)];
    if (rows.length === 0) return null;
    return { fromAt, toAt, least: lengthOfRow(leastOf(rows)), most: lengthOfRow(mostOf(rows) + 1) };
  }
  if (scatter.dots.length === 0) return null;
  const times = scatter.dots.map(({ start_time }) => Date.parse(start_time));
  const lengths = scatter.dots.map((dot) => Math.max(LENGTH_LEAST_SECONDS, dot.estimated_run_time));
  return { fromAt: leastOf(times), toAt: mostOf(times), least: leastOf(lengths), most: mostOf(lengths) };
}

function leastOf(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}

function mostOf(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}

/** Where a time stands: 0 at the left edge, 1 at the right one. */
export function acrossOf(at: number, { fromAt, toAt }: PlotView): number {
  return (at - fromAt) / (toAt - fromAt);
}

/** Where a length stands: 0 at the foot, 1 at the top. */
export function upOf(seconds: number, { least, most }: PlotView): number {
  return Math.log(Math.max(LENGTH_LEAST_SECONDS, seconds) / least) / Math.log(most / least);
}

/** The times and lengths that a part of the plot stands for. */
export function extentOfPart(part: PlotPart, view: PlotView): PlotView {
  const { fromAt, toAt, least, most } = view;
  return {
    fromAt: fromAt + part.left * (toAt - fromAt),
    toAt: fromAt + part.right * (toAt - fromAt),
    least: least * (most / least) ** part.foot,
    most: least * (most / least) ** part.top,
  };
}
