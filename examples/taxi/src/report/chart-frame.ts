import { escapeHtml } from "./html.ts";
import { formatCount } from "./numbers.ts";

const WIDTH = 720;
const HEIGHT = 280;
const LEFT = 64;
const RIGHT = 16;
const TOP = 30;
const BOTTOM = 46;

export interface Axes {
  readonly title: string;
  readonly description: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly yMax: number;
  /** The columns of the chart, left to right. */
  readonly slots: number;
  readonly xTicks: readonly XTick[];
}

/** `at` counts in slots: 0 is the left edge of the first, 0.5 its middle. */
export interface XTick {
  readonly at: number;
  readonly text: string;
}

/** Where a value stands in the picture. */
export interface Scales {
  readonly x: (slot: number) => number;
  readonly y: (value: number) => number;
}

/** An SVG with axes, a grid and what `draw` puts into it. Colours come from the page's custom properties. */
export function chartFrame(axes: Axes, draw: (scales: Scales) => string): string {
  const yTicks = niceTicks(axes.yMax);
  const top = yTicks.at(-1) ?? 1;
  const scales: Scales = {
    x: (slot) => LEFT + (slot / axes.slots) * (WIDTH - LEFT - RIGHT),
    y: (value) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM),
  };
  const grid = yTicks.map((tick) => {
    const y = scales.y(tick);
    return `<line class="${tick === 0 ? "axis" : "grid"}" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}"/>
<text class="tick" x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${formatCount(tick)}</text>`;
  });
  const ticks = axes.xTicks.map(
    ({ at, text }) =>
      `<text class="tick" x="${scales.x(at).toFixed(1)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${escapeHtml(text)}</text>`,
  );
  const middle = LEFT + (WIDTH - LEFT - RIGHT) / 2;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(`${axes.title}. ${axes.description}`)}">
${grid.join("\n")}
${draw(scales)}
${ticks.join("\n")}
<text class="label" x="${middle}" y="${HEIGHT - 8}" text-anchor="middle">${escapeHtml(axes.xLabel)}</text>
<text class="label" x="0" y="14">${escapeHtml(axes.yLabel)}</text>
</svg>`;
}

/** From 0 to at least `max` in four to six round steps. */
function niceTicks(max: number): number[] {
  const rough = Math.max(max, 1e-9) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, index) => index * step);
}
