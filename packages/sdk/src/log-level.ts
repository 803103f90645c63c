/** Prefect's (and Python's) levels of a log record. */
export const LOG_LEVELS = { debug: 10, info: 20, warn: 30, error: 40, critical: 50 } as const;

export type LogLevel = keyof typeof LOG_LEVELS;

const NAMES: ReadonlyMap<string, number> = new Map([
  ["DEBUG", LOG_LEVELS.debug],
  ["INFO", LOG_LEVELS.info],
  ["WARN", LOG_LEVELS.warn],
  ["WARNING", LOG_LEVELS.warn],
  ["ERROR", LOG_LEVELS.error],
  ["CRITICAL", LOG_LEVELS.critical],
]);

/** The lowest level that is kept: `TUTTI_LOGGING_LEVEL`, `PREFECT_LOGGING_LEVEL`, else INFO. */
export function lowestLevel(env: Readonly<Record<string, string | undefined>>): number {
  const name = env.TUTTI_LOGGING_LEVEL ?? env.PREFECT_LOGGING_LEVEL ?? "INFO";
  return NAMES.get(name.toUpperCase()) ?? LOG_LEVELS.info;
}

/** As it stands in a printed line: padded to one width. */
export function levelLabel(level: LogLevel): string {
  return (level === "warn" ? "WARNING" : level.toUpperCase()).padEnd(8);
}
