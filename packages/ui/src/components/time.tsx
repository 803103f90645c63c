import { formatDuration, formatRunningDuration } from "../time/duration.ts";
import { parseTime } from "@tutti/core/parse-time";
import { formatAbsolute, formatRelative } from "../time/moment.ts";
import { useSecond, useTenSeconds } from "../time/ticker.ts";

/** A time as distance from now; absolute, with its zone, on hover. */
export function RelativeTime({ at }: { at: string | null }) {
  const now = useTenSeconds();
  const millis = parseTime(at);
  if (millis === null || at === null) return <span className="muted">–</span>;
  return (
    <time dateTime={at} title={formatAbsolute(millis)}>
      {Math.abs(now - millis) < RECENT_MS ? <RecentTime at={millis} /> : formatRelative(millis, now)}
    </time>
  );
}

/** Up to here seconds are told. */
const RECENT_MS = 80_000;

function RecentTime({ at }: { at: number }) {
  return formatRelative(at, useSecond());
}

interface DurationProps {
  startAt: string | null;
  /** Null while it runs: the length grows. */
  endAt: string | null;
  /** False for a run that waits between start and end: it stands still. */
  isRunning?: boolean;
}

/** How long something took, or has been taking so far. */
export function Duration({ startAt, endAt, isRunning = true }: DurationProps) {
  const start = parseTime(startAt);
  const end = parseTime(endAt);
  if (start === null || (end === null && !isRunning)) return <span className="muted">–</span>;
  if (end === null) return <GrowingDuration start={start} />;
  return <span>{formatDuration(end - start)}</span>;
}

function GrowingDuration({ start }: { start: number }) {
  const now = useSecond();
  return <span>{formatRunningDuration(now - start)}</span>;
}
