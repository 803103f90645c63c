import type { PoolOccupancy } from "@tutti/core/wire/pool-occupancy";
import { formatAbsolute } from "../../time/moment.ts";

type Part = PoolOccupancy["parts"][number];

/** How many slots were held over time: the mean as a full bar, the most at once behind it, the limit as a line. */
export function OccupancyChart({ occupancy: { parts, concurrency_limit: limit, since, until } }: ChartProps) {
  const highest = Math.max(1, limit ?? 0, ...parts.map((part) => part.most));
  return (
    <figure className="occupancy">
      <figcaption className="visually-hidden">
        Slots held from {formatAbsolute(Date.parse(since))} to {formatAbsolute(Date.parse(until))}
      </figcaption>
      <div className="occupancy-bars" aria-hidden="true">
        {limit === null ? null : (
          <span className="occupancy-limit" style={{ bottom: `${(limit / highest) * 100}%` }}>
            <span>limit {limit}</span>
          </span>
        )}
        {parts.map((part) => (
          <span key={part.from} className="occupancy-slot" title={wordsOf(part)} data-tone={toneOf(part, limit)}>
            <span className="occupancy-most" style={{ height: `${(part.most / highest) * 100}%` }} />
            <span className="occupancy-mean" style={{ height: `${(part.mean / highest) * 100}%` }} />
          </span>
        ))}
      </div>
      <div className="occupancy-ends muted" aria-hidden="true">
        <span>{formatAbsolute(Date.parse(since))}</span>
        <span>most at once {Math.max(0, ...parts.map((part) => part.most))}</span>
        <span>now</span>
      </div>
      <table className="visually-hidden">
        <caption>Slots held by time</caption>
        <tbody>
          {parts.map((part) => (
            <tr key={part.from}>
              <th scope="row">{formatAbsolute(Date.parse(part.from))}</th>
              <td>
                {part.mean.toFixed(1)} on average, {part.most} at most
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

interface ChartProps {
  occupancy: PoolOccupancy;
}

function wordsOf({ from, mean, most }: Part): string {
  return `${formatAbsolute(Date.parse(from))}: ${mean.toFixed(1)} on average, ${most} at most`;
}

function toneOf({ most }: Part, limit: number | null): "late" | "running" {
  return limit !== null && most >= limit ? "late" : "running";
}
