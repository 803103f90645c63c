const CLOCK = /^(?:(\d+) ?(?:d|day|days)?,? ?)?(\d{1,9}):([0-5]?\d)(?::([0-5]?\d(?:\.\d+)?))?$/;
const ISO =
  /^P(?=.)(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=.)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

const [MINUTE, HOUR, DAY, WEEK] = [60, 3600, 86_400, 604_800];

/**
 * A length of time in seconds, in the ways that Prefect's settings are written: seconds as a number, `[days] hh:mm[:ss]`,
 * or ISO 8601. Undefined when the text is none.
 */
export function parseDuration(text: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  const clock = CLOCK.exec(text);
  if (clock !== null) return total(clock, [DAY, HOUR, MINUTE, 1]);
  const iso = ISO.exec(text.toUpperCase());
  return iso === null ? undefined : total(iso, [WEEK, DAY, HOUR, MINUTE, 1]);
}

function total(match: RegExpExecArray, units: readonly number[]): number {
  return units.reduce((seconds, unit, at) => seconds + unit * Number(match[at + 1] ?? 0), 0);
}
