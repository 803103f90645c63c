import { parseInstant } from "../instant.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;
const IPV6 = /^[0-9a-f:.]*:[0-9a-f:.]*$/i;

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  "date-time": (text) => DATE_TIME.test(text) && parseInstant(text) !== null,
  date: (text) => DATE.test(text) && parseInstant(`${text}T00:00:00Z`) !== null,
  email: (text) => text.includes("@"),
  uuid: (text) => UUID.test(text),
  ipv4: (text) => IPV4.test(text),
  ipv6: (text) => IPV6.test(text),
};

/** A format that nobody knows is met. */
export function matchesFormat(format: string, text: string): boolean {
  return FORMATS[format]?.(text) ?? true;
}
