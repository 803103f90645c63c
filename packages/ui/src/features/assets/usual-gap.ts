/** So many have to be known before anything is said. */
const TIMES_MIN = 3;

/** The usual time between two of these, in milliseconds: the median; null where too few are known. */
export function usualGap(times: readonly string[]): number | null {
  if (times.length < TIMES_MIN) return null;
  const sorted = times.map((time) => Date.parse(time)).sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((time, index) => time - (sorted[index] ?? time));
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null;
}
