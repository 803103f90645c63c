/** A span of time for people: `850ms`, `3.2s`, `1m 05s`, `2h 03m`, `4d 01h`. Negative spans count as nothing. */
export function durationText(seconds: number): string {
  const span = Math.max(0, seconds);
  if (span === 0) return "0s";
  if (span < 0.9995) return `${Math.round(span * 1000)}ms`;
  if (span < 59.95) return `${span.toFixed(1)}s`;
  const whole = Math.round(span);
  if (whole < 3600) return pair(whole, 60, "m", "s");
  if (whole < 86_400) return pair(Math.round(whole / 60), 60, "h", "m");
  return pair(Math.round(whole / 3600), 24, "d", "h");
}

function pair(small: number, perLarge: number, large: string, smallUnit: string): string {
  return `${Math.floor(small / perLarge)}${large} ${String(small % perLarge).padStart(2, "0")}${smallUnit}`;
}
