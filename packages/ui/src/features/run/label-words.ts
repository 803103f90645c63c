/** `team=etl, cost=3`; null where there are none. */
export function labelWords(labels: Record<string, unknown>): string | null {
  const words = Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`);
  return words.length === 0 ? null : words.join(", ");
}
