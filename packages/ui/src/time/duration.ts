const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in the two units that matter: `0 ms`, `340 ms`, `4.2 s`, `42 s`, `3 m 05 s`, `2 h 05 m`, `3 d 04 h`. */
export function formatDuration(ms: number): string {
  const length = Math.max(0, ms);
  if (length < SECOND) return `${Math.floor(length)} ms`;
  if (length < 10 * SECOND) return `${(Math.floor(length / 100) / 10).toFixed(1)} s`;
  if (length < MINUTE) return `${Math.floor(length / SECOND)} s`;
  if (length < HOUR) return pair(length, MINUTE, "m", SECOND, "s");
  if (length < DAY) return pair(length, HOUR, "h", MINUTE, "m");
  return pair(length, DAY, "d", HOUR, "h");
}

/** The same for what grows as one looks: whole seconds, so that the digits do not flicker. */
export function formatRunningDuration(ms: number): string {
  const length = Math.max(0, ms);
  return length < MINUTE ? `${Math.floor(length / SECOND)} s` : formatDuration(length);
}

function pair(length: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((length % big) / small);
  return `${Math.floor(length / big)} ${bigUnit} ${String(rest).padStart(2, "0")} ${smallUnit}`;
}
