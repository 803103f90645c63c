import type { Schedule } from "@tutti/core/wire/schedule";
import { useMemo } from "react";
import { formatAbsolute, formatAhead } from "../time/moment.ts";
import { useTenSeconds } from "../time/ticker.ts";
import { timeFormat, upcomingTimes } from "./next-times.ts";
import "./next-times.css";

const SHOWN = 10;

/** The next ten times, in the schedule's own zone; how far off they are, and in the viewer's zone on hover. */
export function NextTimesList({ schedule }: { schedule: Schedule }) {
  const now = useTenSeconds();
  const times = useMemo(() => timesOrProblem(schedule, now), [schedule, now]);
  if (typeof times === "string") return <p className="form-error">{times}</p>;
  if (times.length === 0) return <p className="muted">It does not come up again.</p>;
  const format = timeFormat(times, schedule.timezone ?? "UTC");
  return (
    <ol className="next-times" aria-label="The next times">
      {times.map((at) => (
        <li key={at} className="next-time" title={formatAbsolute(at)}>
          <time dateTime={new Date(at).toISOString()}>{format.format(at)}</time>
          <span className="muted">{formatAhead(at, now)}</span>
        </li>
      ))}
    </ol>
  );
}

function timesOrProblem(schedule: Schedule, now: number): number[] | string {
  try {
    return upcomingTimes(schedule, now, SHOWN);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
