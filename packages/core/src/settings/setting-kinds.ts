import { LEASE_TTL_SECONDS } from "../lease-ttl.ts";
import { parseDuration } from "./duration-text.ts";
import type { SettingKind } from "./setting.ts";

export const text: SettingKind<string> = { expected: "a text", parse: (given) => given, text: (value) => value };

export const url: SettingKind<string> = {
  expected: "an address such as http://127.0.0.1:4200/api",
  parse: (given) => (/^https?:\/\//.test(given) && URL.canParse(given) ? given : undefined),
  text: (value) => value,
};

export const databaseUrl: SettingKind<string> = {
  expected: "an address that begins with sqlite:/// or postgres://",
  parse: (given) => (/^(sqlite|postgres)[+\w]*:\/\//.test(given) ? given : undefined),
  text: (value) => value,
};

/** Without a slash at its end. */
export const path: SettingKind<string> = {
  expected: "a path such as /team/api",
  parse: (given) => (/^(?:\/[\w.~-]+)+\/?$/.test(given) ? given.replace(/\/$/, "") : undefined),
  text: (value) => value,
};

/** The same, or null for the root. */
export const pathOrRoot: SettingKind<string | null> = {
  expected: "a path such as /team/ui",
  parse: (given) => (given === "/" ? null : path.parse(given)),
  text: (value) => value ?? "/",
};

/** Separated by commas; none of them is empty. */
export const list: SettingKind<readonly string[]> = {
  expected: "a list separated by commas",
  parse: (given) =>
    given
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  text: (values) => values.join(","),
  json: (values) => values.join(","),
};

const YES = new Set(["true", "1", "yes", "on", "t", "y"]);
const NO = new Set(["false", "0", "no", "off", "f", "n"]);

export const toggle: SettingKind<boolean> = {
  expected: "true or false",
  parse(given) {
    const word = given.toLowerCase();
    if (YES.has(word)) return true;
    return NO.has(word) ? false : undefined;
  },
  text: String,
};

export const port: SettingKind<number> = wholeNumber("a port, 0 to 65535", 0, 65_535);
export const count: SettingKind<number> = wholeNumber("a whole number above 0", 1, Number.MAX_SAFE_INTEGER);
export const leaseSeconds: SettingKind<number> = {
  ...wholeNumber(`a whole number of seconds, 1 to ${LEASE_TTL_SECONDS}`, 1, LEASE_TTL_SECONDS),
  unit: "s",
};

function wholeNumber(expected: string, minimum: number, maximum: number): SettingKind<number> {
  return {
    expected,
    parse: (given) =>
      /^\d+$/.test(given) && Number(given) >= minimum && Number(given) <= maximum ? Number(given) : undefined,
    text: String,
  };
}

/** A length of time; the value is in seconds. */
export const seconds: SettingKind<number> = {
  expected: "a time in seconds, or like 01:30:00 or PT90M",
  unit: "s",
  parse: parseDuration,
  text: String,
};

/** How long a service waits between its rounds. */
export const period: SettingKind<number> = {
  ...seconds,
  // A round that followed at once would take all there is of a core.
  parse: (given) => {
    const told = parseDuration(given);
    return told === undefined ? undefined : Math.max(told, 0.05);
  },
};

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Python's names of levels are understood, too. */
export const logLevel: SettingKind<LogLevel> = {
  expected: "trace, debug, info, warn, error, fatal or silent",
  parse(given) {
    const word = given.toLowerCase().replace("warning", "warn").replace("critical", "fatal");
    return LOG_LEVELS.find((level) => level === word);
  },
  text: (value) => value,
  json: (value) => value.toUpperCase().replace("WARN", "WARNING").replace("FATAL", "CRITICAL"),
};

const VACUUMED = ["events", "flow_runs", "logs"] as const;
export type Vacuumed = (typeof VACUUMED)[number];

/** What is deleted by age. Prefect's `orphans` are none here: nothing outlives what it belongs to. */
export const vacuumed: SettingKind<readonly Vacuumed[]> = {
  expected: "some of events, flow_runs and logs, or true for events and flow_runs, or false for events alone",
  parse(given) {
    const told = toggle.parse(given);
    if (told !== undefined) return told ? ["events", "flow_runs"] : ["events"];
    const words = given
      .toLowerCase()
      .split(",")
      .map((word) => word.trim());
    const known = words.filter((word) => word !== "" && word !== "orphans");
    const kinds = known.flatMap((word) => VACUUMED.find((kind) => kind === word) ?? []);
    return kinds.length === known.length ? kinds : undefined;
  },
  text: (values) => values.join(","),
};

/** Times by name, as JSON: how long events of each name are kept. */
export const secondsByName: SettingKind<Readonly<Record<string, number>>> = {
  expected: 'JSON such as {"prefect.flow-run.heartbeat": 604800}',
  parse: parseSecondsByName,
  text: (value) => JSON.stringify(value),
};

function parseSecondsByName(given: string): Readonly<Record<string, number>> | undefined {
  try {
    const entries = Object.entries(JSON.parse(given) as Record<string, unknown>).map(
      ([name, told]) => [name, parseDuration(String(told))] as const,
    );
    const known = entries.flatMap(([name, told]) => (told === undefined ? [] : [[name, told] as const]));
    return known.length === entries.length ? Object.fromEntries(known) : undefined;
  } catch {
    return undefined;
  }
}
