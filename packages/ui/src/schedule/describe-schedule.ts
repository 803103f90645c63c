import type { Schedule } from "@tutti/core/wire/schedule";

const DAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const CRON_DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const RRULE_DAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `Every 5 minutes`, `At 09:00 on weekdays (Europe/Berlin)`; the schedule's own text where no words fit. */
export function describeSchedule(schedule: Schedule): string {
  const zone = schedule.timezone === null || schedule.timezone === "UTC" ? "UTC" : schedule.timezone;
  if ("interval" in schedule) return every(schedule.interval);
  if ("cron" in schedule) return describeCron(schedule.cron, zone);
  return `${describeRule(schedule.rrule) ?? schedule.rrule} (${zone})`;
}

const UNITS = [
  { seconds: 604_800, word: "week" },
  { seconds: 86_400, word: "day" },
  { seconds: 3600, word: "hour" },
  { seconds: 60, word: "minute" },
  { seconds: 1, word: "second" },
];

/** `Every day`, `Every 90 seconds`: in the largest unit that goes into it. */
function every(seconds: number): string {
  const unit = UNITS.find((candidate) => seconds % candidate.seconds === 0);
  if (unit === undefined) return `Every ${seconds} seconds`;
  return times(seconds / unit.seconds, unit.word);
}

function times(count: number, word: string): string {
  return count === 1 ? `Every ${word}` : `Every ${count} ${word}s`;
}

const NICKNAMES: Record<string, string> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};

function describeCron(cron: string, zone: string): string {
  const text = cron.trim();
  const fields = (NICKNAMES[text.toLowerCase()] ?? text).split(/\s+/);
  const [minute = "", hour = "", date = "", month = "", day = ""] = fields;
  if (fields.length !== 5) return `${text} (${zone})`;
  const often = timesOfDay(minute, hour);
  const days = daysOf(date, month, day);
  if (often === null || days === null) return `${text} (${zone})`;
  // What comes every few minutes or hours comes so in every zone.
  return `${often}${days}${often.startsWith("Every") && days === "" ? "" : ` (${zone})`}`;
}

const HOUR = 60;
const DAY = 24;

function timesOfDay(minute: string, hour: string): string | null {
  if (hour === "*") return timesOfHour(minute);
  if (!isNumber(minute)) return null;
  const step = stepOf(hour);
  if (step !== null && DAY % step === 0) return `${times(step, "hour")} at :${two(minute)}`;
  const hours = step === null ? hour.split(",") : multiples(step, DAY);
  return hours.every(isNumber) ? `At ${list(hours.map((part) => `${two(part)}:${two(minute)}`))}` : null;
}

function timesOfHour(minute: string): string | null {
  if (minute === "*") return "Every minute";
  if (minute === "0") return "Every hour";
  if (isNumber(minute)) return everyHour([minute]);
  const step = stepOf(minute);
  if (step === null) return null;
  return HOUR % step === 0 ? times(step, "minute") : everyHour(multiples(step, HOUR));
}

function everyHour(minutes: readonly string[]): string {
  return `Every hour at ${list(minutes.map((minute) => `:${two(minute)}`))}`;
}

/** Of a step through all that a field can be. */
function stepOf(field: string): number | null {
  const step = Number(/^\*\/(\d+)$/.exec(field)?.[1]);
  return step > 0 ? step : null;
}

// Each period begins anew: every 45 minutes is at :00 and :45 of every hour.
function multiples(step: number, period: number): string[] {
  return Array.from({ length: Math.ceil(period / step) }, (_, index) => String(index * step));
}

function daysOf(date: string, month: string, day: string): string | null {
  const months = month === "*" ? "" : monthWords(month);
  if (months === null || (date !== "*" && day !== "*")) return null;
  if (day !== "*") return joined(weekdays(day), months);
  if (date === "*") return months === "" ? "" : ` every day${months}`;
  if (!/^\d+(,\d+)*$/.test(date)) return null;
  return ` on the ${list(date.split(",").map((part) => ordinal(Number(part))))}${months || " of every month"}`;
}

function joined(days: string | null, months: string): string | null {
  return days === null ? null : ` on ${days}${months}`;
}

function monthWords(month: string): string | null {
  const numbers = month.split(",");
  const names = numbers.map((part) => MONTHS[Number(part) - 1]);
  return names.every((name) => name !== undefined) ? ` of ${list(names)}` : null;
}

function weekdays(text: string): string | null {
  const lower = text.toLowerCase();
  if (lower === "1-5" || lower === "mon-fri") return "weekdays";
  if (["0,6", "6,0", "sat,sun", "sun,sat", "6,7"].includes(lower)) return "weekends";
  const names = lower.split(",").map(weekday);
  if (names.every((name) => name !== null)) return list(names.map((name) => `${name}s`));
  const [from, until, ...rest] = lower.split("-").map(weekday);
  return from && until && rest.length === 0 ? `${from} to ${until}` : null;
}

function weekday(part: string): string | null {
  const index = isNumber(part) ? Number(part) % 7 : CRON_DAYS.indexOf(part);
  return DAY_NAMES[index] ?? null;
}

const FREQUENCIES: Record<string, string> = {
  YEARLY: "year",
  MONTHLY: "month",
  WEEKLY: "week",
  DAILY: "day",
  HOURLY: "hour",
  MINUTELY: "minute",
  SECONDLY: "second",
};
const TOLD_PARTS: ReadonlySet<string> = new Set(["FREQ", "INTERVAL", "BYDAY", "BYHOUR", "BYMINUTE", "BYSECOND"]);

/** One plain rule in words; null for what says more. */
function describeRule(text: string): string | null {
  const rules = text.split(/\n/).filter((line) => !line.startsWith("DTSTART"));
  const [rule, ...others] = rules.map((line) => line.replace(/^RRULE:/, ""));
  if (rule === undefined || others.length > 0) return null;
  const parts = Object.fromEntries(rule.split(";").map((part) => part.split("=") as [string, string]));
  if (Object.keys(parts).some((key) => !TOLD_PARTS.has(key))) return null;
  const word = FREQUENCIES[parts["FREQ"] ?? ""];
  if (word === undefined) return null;
  const days = parts["BYDAY"]?.split(",").map(ruleDay);
  if (days?.some((day) => day === null) === true) return null;
  const often = times(Number(parts["INTERVAL"] ?? 1), word);
  return `${often}${days === undefined ? "" : ` on ${list(days)}`}${ruleTimes(parts)}`;
}

const PLACES: Record<string, string> = { 1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", "-1": "last" };

/** `FR` → `Friday`, `-1FR` → `the last Friday`. */
function ruleDay(text: string): string | null {
  const [, place, day = ""] = /^([+-]?\d+)?([A-Z]{2})$/.exec(text) ?? [];
  const name = DAY_NAMES[RRULE_DAYS.indexOf(day)];
  if (name === undefined) return null;
  if (place === undefined) return name;
  const which = PLACES[Number(place)];
  return which === undefined ? null : `the ${which} ${name}`;
}

/** ` at 03:30`, ` at :30`; nothing where the rule says no time. */
function ruleTimes({ BYHOUR, BYMINUTE }: Record<string, string>): string {
  if (BYHOUR === undefined)
    return BYMINUTE === undefined ? "" : ` at ${list(BYMINUTE.split(",").map((part) => `:${two(part)}`))}`;
  const minutes = (BYMINUTE ?? "0").split(",");
  return ` at ${list(BYHOUR.split(",").flatMap((hour) => minutes.map((minute) => `${two(hour)}:${two(minute)}`)))}`;
}

function two(part: string): string {
  return part.padStart(2, "0");
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

function list(words: readonly (string | undefined | null)[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function ordinal(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  const ending = isTeen ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[number % 10] ?? "th");
  return `${number}${ending}`;
}
