/** The value below which the share `q` (0 to 1) of the samples lies, by nearest rank. Throws on no samples. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))];
  if (value === undefined) throw new Error("no samples to take a quantile of");
  return value;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}
