import type { TimeUnit } from "@tutti/core/wire/event-filter";

const BARS_MAX = 60;

const STEPS: readonly { unit: TimeUnit; interval: number; ms: number }[] = [
  { unit: "second", interval: 1, ms: 1000 },
  { unit: "second", interval: 10, ms: 10_000 },
  { unit: "minute", interval: 1, ms: 60_000 },
  { unit: "minute", interval: 5, ms: 300_000 },
  { unit: "minute", interval: 30, ms: 1_800_000 },
  { unit: "hour", interval: 3, ms: 10_800_000 },
  { unit: "day", interval: 1, ms: 86_400_000 },
];
const LONGEST = { unit: "week", interval: 1 } as const;

/** How a window is cut into at most sixty parts that people can name. */
export function bucketsOf(lengthMs: number): { time_unit: TimeUnit; time_interval: number } {
  const { unit, interval } = STEPS.find(({ ms }) => lengthMs / ms <= BARS_MAX) ?? LONGEST;
  return { time_unit: unit, time_interval: interval };
}
