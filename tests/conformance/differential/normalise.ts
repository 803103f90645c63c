import { isRawNumber } from "@tutti/core/exact-json";
import type { Exchange } from "./exchange.ts";

const UUID = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/gi;
const DATE_TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?/g;
const WHOLE_UUID = new RegExp(`^${UUID.source}$`, "i");
const WHOLE_DATE_TIME = new RegExp(`^${DATE_TIME.source}$`);
const EXACT_DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?Z$/;
const SLUG = /^[a-z]+(?:-[a-z]+){1,3}$/;
const DAY_MS = 86_400_000;

/** Lengths of time that pass while a test runs: only zero and "some" can be compared. */
const ELAPSED = new Set([
  "total_run_time",
  "estimated_run_time",
  "sum_estimated_run_time",
  "sum_estimated_lateness",
  "delay_seconds",
  "time_in_current_state",
]);

/** Times of rows, which differ by microseconds from one another for reasons no client can see. */
const ROW_TIMES = new Set(["created", "updated"]);

/**
 * Takes from a server's answers what must differ between two servers: ids, the time of day, generated names, lengths
 * of time. Which ids and which times are the same is kept beside them. Times that a test chose, years from now, stay.
 */
export class Normaliser {
  /** Every whole id of the answers, by where it stands: `exchange/pointer`. */
  readonly ids = new Map<string, string>();
  /** Every whole time of day of the answers, by where it stands. */
  readonly times = new Map<string, string>();
  private readonly sentNames = new Set<string>();
  private readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  exchange({ method, path, sent, answer }: Exchange, index: number): Exchange {
    this.rememberNames(sent);
    return {
      method,
      path: this.text(path),
      sent: JSON.parse(this.text(JSON.stringify(sent ?? null))),
      answer: {
        status: answer.status,
        headers: Object.fromEntries(
          Object.entries(answer.headers).map(([name, text]) => [name, this.header(name, text)]),
        ),
        body: this.value(`${index}/body`, answer.body),
      },
    };
  }

  /** How long to wait is chance, where it is spread. */
  private header(name: string, text: string): string {
    return name === "retry-after" && /^\d+\.\d+$/.test(text) ? "<some seconds>" : this.text(text);
  }

  private rememberNames(sent: unknown): void {
    if (typeof sent === "string") this.sentNames.add(sent);
    else if (Array.isArray(sent)) for (const item of sent) this.rememberNames(item);
    else if (typeof sent === "object" && sent !== null)
      for (const item of Object.values(sent)) this.rememberNames(item);
  }

  private value(at: string, value: unknown): unknown {
    if (isRawNumber(value)) return this.number(at, value.rawJSON, Number(value.rawJSON));
    if (typeof value === "number") return this.number(at, String(value), value);
    if (typeof value === "string") return this.string(at, value);
    if (Array.isArray(value)) return value.map((item, index) => this.value(`${at}/${index}`, item));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([name, item]) => [this.text(name), this.value(`${at}/${this.text(name)}`, item)]),
    );
  }

  private number(at: string, source: string, value: number): unknown {
    // How late a start is depends on how long it took to ask: zero or not is chance.
    if (lastOf(at) === "estimated_start_time_delta") return "<seconds>";
    if (ELAPSED.has(lastOf(at)) && value !== 0) return "<some seconds>";
    return source === String(value) ? value : `<number ${source}>`;
  }

  private string(at: string, value: string): string {
    if (WHOLE_UUID.test(value)) this.ids.set(at, value.toLowerCase());
    if (WHOLE_DATE_TIME.test(value) && isNear(value)) return this.time(at, value);
    const isName = lastOf(at).endsWith("name");
    return isName && SLUG.test(value) && !this.sentNames.has(value) ? "<generated name>" : this.text(value);
  }

  private time(at: string, time: string): string {
    if (!EXACT_DATE_TIME.test(time)) return `<odd time ${time.replaceAll(/\d/g, "0")}>`;
    if (!ROW_TIMES.has(lastOf(at))) this.times.set(at, time);
    return "<time>";
  }

  private text(text: string): string {
    return text
      .replaceAll(this.origin, "<origin>")
      .replaceAll(UUID, "<id>")
      .replaceAll(DATE_TIME, (time) => (isNear(time) ? "<time>" : time));
  }
}

function lastOf(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf("/") + 1);
}

function isNear(text: string): boolean {
  return Math.abs(Date.parse(text) - Date.now()) < 2 * DAY_MS;
}
