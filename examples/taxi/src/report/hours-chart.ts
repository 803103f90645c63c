import type { HourSpread } from "../exploration.ts";
import { chartFrame } from "./chart-frame.ts";
import { escapeHtml } from "./html.ts";
import { formatCount, formatTenths } from "./numbers.ts";

const HALF_WIDTH = 0.3;

/** For each hour of the day a bar from the lower to the upper quartile, and a mark at the median. */
export function hoursChart(title: string, description: string, hours: readonly HourSpread[]): string {
  return chartFrame(
    {
      title,
      description,
      xLabel: "hour of pick-up",
      yLabel: "minutes: middle half of the trips, and median",
      yMax: Math.max(...hours.map((spread) => spread.upperQuartile)),
      slots: hours.length,
      xTicks: hours.filter(({ hour }) => hour % 3 === 0).map(({ hour }) => ({ at: hour + 0.5, text: hourLabel(hour) })),
    },
    ({ x, y }) =>
      hours
        .filter((spread) => spread.count > 0)
        .map((spread) => {
          const left = x(spread.hour + 0.5 - HALF_WIDTH);
          const right = x(spread.hour + 0.5 + HALF_WIDTH);
          const top = y(spread.upperQuartile);
          const median = y(spread.median).toFixed(1);
          const size = `width="${(right - left).toFixed(1)}" height="${(y(spread.lowerQuartile) - top).toFixed(1)}"`;
          return `<g><title>${escapeHtml(spreadLabel(spread))}</title>
<rect class="band" x="${left.toFixed(1)}" y="${top.toFixed(1)}" ${size} rx="2"/>
<line class="median" x1="${left.toFixed(1)}" x2="${right.toFixed(1)}" y1="${median}" y2="${median}"/></g>`;
        })
        .join("\n"),
  );
}

export function hourLabel(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

function spreadLabel({ hour, count, lowerQuartile, median, upperQuartile }: HourSpread): string {
  const middle = `${formatTenths(lowerQuartile)} to ${formatTenths(upperQuartile)}`;
  return `${hourLabel(hour)}: median ${formatTenths(median)} minutes, middle half ${middle}, ${formatCount(count)} trips`;
}
