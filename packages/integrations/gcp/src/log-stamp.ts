const TIME = /^(.{19})(?:\.(\d+))?Z$/;

/** A time of Google's, of which zeros at the end are left out, as a text that sorts as the times do. */
export function logStamp(timestamp: string): string {
  const [, second, fraction = ""] = TIME.exec(timestamp) ?? [];
  return second === undefined ? timestamp : `${second}.${fraction.padEnd(9, "0")}Z`;
}

/** So long before it. */
export function stampBefore(stamp: string, ms: number): string {
  return logStamp(new Date(Date.parse(stamp) - ms).toISOString());
}
