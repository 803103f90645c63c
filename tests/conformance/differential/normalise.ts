import { isRawNumber } from "@tutti/core/exact-json";
import type { Exchange } from "./exchange.ts";

const UUID = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/gi;
const DATE_TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?/g;
const EXACT_DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?Z$/;
const SLUG = /^[a-z]+(?:-[a-z]+){1,3}$/;
const DAY_MS = 86_400_000;

/** Lengths of time that pass while a test runs: only zero and "some" can be compared. */
const ELAPSED = new Set([
  "total_run_time",
  "estimated_run_time",
  "estimated_start_time_delta",
  "sum_estimated_run_time",
  "sum_estimated_lateness",
  "delay_seconds",
]);

/** Times of rows, which differ by microseconds from one another for reasons no client can see. */
const ROW_TIMES = new Set(["created", "updated"]);

/**
 * Takes from a server's answers what must differ between two servers: ids, the time of day, generated names, lengths
 * of time. Ids and times are numbered in the order of their first appearance, so that equal ones stay equal and
 * different ones different. Times that a test chose (years from now) stay as they are.
 */
export class Normaliser {
  private readonly ids = new Map<string, string>();
  private readonly times = new Map<string, string>();
  private readonly sentNames = new Set<string>();
  private readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  exchange({ method, path, sent, answer }: Exchange): Exchange {
    this.rememberNames(sent);
    return {
      method,
      path: this.text(path),
      sent: this.value("", sent),
      answer: {
        status: answer.status,
        headers: Object.fromEntries(Object.entries(answer.headers).map(([name, text]) => [name, this.text(text)])),
        body: this.value("", answer.body),
      },
    };
  }

  private rememberNames(sent: unknown): void {
    if (typeof sent === "string") this.sentNames.add(sent);
    else if (Array.isArray(sent)) for (const item of sent) this.rememberNames(item);
    else if (typeof sent === "object" && sent !== null)
      for (const item of Object.values(sent)) this.rememberNames(item);
  }

  private value(key: string, value: unknown): unknown {
    if (isRawNumber(value)) return this.number(key, value.rawJSON, Number(value.rawJSON));
    if (typeof value === "number") return this.number(key, String(value), value);
    if (typeof value === "string") return this.string(key, value);
    if (Array.isArray(value)) return value.map((item) => this.value(key, item));
    if (typeof value !== "object" || value === null) return value;
    // Sorted, so that the order of first appearance does not depend on the order of keys.
    const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
    return Object.fromEntries(entries.map(([name, item]) => [this.text(name), this.value(name, item)]));
  }

  private number(key: string, source: string, value: number): unknown {
    if (ELAPSED.has(key) && value !== 0) return "<some seconds>";
    return source === String(value) ? value : `<number ${source}>`;
  }

  private string(key: string, value: string): string {
    if (ROW_TIMES.has(key) && isNear(value)) return EXACT_DATE_TIME.test(value) ? "<time of row>" : `<odd ${value}>`;
    if ((key === "name" || key.endsWith("resource.name")) && SLUG.test(value) && !this.sentNames.has(value))
      return "<generated name>";
    return this.text(value);
  }

  private text(text: string): string {
    return text
      .replaceAll(this.origin, "<origin>")
      .replaceAll(UUID, (id) => numbered(this.ids, id.toLowerCase().replaceAll("-", ""), "id"))
      .replaceAll(DATE_TIME, (time) => (isNear(time) ? this.time(time) : time));
  }

  private time(time: string): string {
    return EXACT_DATE_TIME.test(time)
      ? numbered(this.times, time, "time")
      : `<odd time ${time.replaceAll(/\d/g, "0")}>`;
  }
}

function isNear(text: string): boolean {
  return Math.abs(Date.parse(text) - Date.now()) < 2 * DAY_MS;
}

function numbered(known: Map<string, string>, value: string, kind: string): string {
  const found = known.get(value) ?? `<${kind} ${known.size + 1}>`;
  known.set(value, found);
  return found;
}
