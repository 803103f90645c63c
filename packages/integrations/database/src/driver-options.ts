// Options of connections may come from Python, in the words of its drivers.

/** What an option is called here, and what its value becomes. */
export type Translation = readonly [name: string, value: (given: unknown) => unknown];

/** Options without those that say nothing, and with Python's words for them said in the driver's. */
export function driverOptions(
  given: Readonly<Record<string, unknown>>,
  translations: Readonly<Record<string, Translation>> = {},
): Record<string, unknown> {
  const entries = Object.entries(given).flatMap(([key, value]): [string, unknown][] => {
    if (value === undefined || value === null) return [];
    const [name, translated] = translations[key] ?? [key, (same: unknown) => same];
    return [[name, translated(value)]];
  });
  return Object.fromEntries(entries);
}

export function secondsAsMs(given: unknown): number {
  return Math.round(Number(given) * 1000);
}

export function fileOf(given: unknown): string | undefined {
  return typeof given === "string" && given !== "" ? given : undefined;
}
