/** Milliseconds since the epoch of a time on the wire; null for null and for what is no time. */
export function parseTime(text: string | null | undefined): number | null {
  if (text === null || text === undefined) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
