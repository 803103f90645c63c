/**
 * Orders two times as they stand on the wire (UTC, `Z`, zero or six digits of fraction) to the microsecond, which
 * `Date` would drop.
 */
export function compareTimes(a: string, b: string): number {
  const left = a.slice(0, -1);
  const right = b.slice(0, -1);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
