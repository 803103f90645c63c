/** What time it was for somebody else, and what `performance` said here then. */
export interface ToldTime {
  readonly time: string;
  readonly atMs: number;
}

/** This machine's clocks: the one that is set, and the one that is not. */
export interface OwnClocks {
  readonly wallMs: number;
  readonly elapsedMs: number;
}

/**
 * Milliseconds until something is due. The time that the server told counts, since it said what is due by it: the clock
 * here may be another, or have been set since.
 */
export function timeLeft(dueAt: string, told: ToldTime | null, { wallMs, elapsedMs }: OwnClocks): number {
  const nowMs = told === null ? wallMs : Date.parse(told.time) + elapsedMs - told.atMs;
  return Date.parse(dueAt) - nowMs;
}
