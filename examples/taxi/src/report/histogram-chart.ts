import type { Bin } from "../exploration.ts";
import { chartFrame, type XTick } from "./chart-frame.ts";
import { escapeHtml } from "./html.ts";
import { formatCount } from "./numbers.ts";

const GAP = 0.06;

/** Bars of a histogram whose bins have one width. Each bar says its range and count when pointed at. */
export function histogramChart(options: {
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly bins: readonly Bin[];
  /** A label at every bin edge that this number divides. */
  readonly labelEvery: number;
}): string {
  const { bins, unit } = options;
  return chartFrame(
    {
      title: options.title,
      description: options.description,
      xLabel: unit,
      yLabel: "trips",
      yMax: Math.max(...bins.map((bin) => bin.count)),
      slots: bins.length,
      xTicks: edgeTicks(bins, options.labelEvery),
    },
    ({ x, y }) =>
      bins
        .map((bin, slot) => {
          const left = x(slot + GAP);
          const top = y(bin.count);
          const size = `width="${(x(slot + 1 - GAP) - left).toFixed(1)}" height="${(y(0) - top).toFixed(1)}"`;
          const text = `${binLabel(bin)} ${unit}: ${formatCount(bin.count)} trips`;
          const kind = Number.isFinite(bin.to) ? "bar" : "bar open";
          return `<rect class="${kind}" x="${left.toFixed(1)}" y="${top.toFixed(1)}" ${size} rx="2"><title>${escapeHtml(text)}</title></rect>`;
        })
        .join("\n"),
  );
}

export function binLabel(bin: Bin): string {
  return Number.isFinite(bin.to) ? `${bin.from} to ${bin.to}` : `${bin.from} and more`;
}

function edgeTicks(bins: readonly Bin[], every: number): XTick[] {
  const ticks = bins.flatMap(({ from, to }, at) => {
    if (!Number.isFinite(to)) return [{ at: at + 0.5, text: `${from}+` }];
    return from % every === 0 ? [{ at, text: String(from) }] : [];
  });
  const last = bins.at(-1)?.to ?? 0;
  return Number.isFinite(last) ? [...ticks, { at: bins.length, text: String(last) }] : ticks;
}
