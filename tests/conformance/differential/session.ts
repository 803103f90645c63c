import { parseExact } from "@tutti/core/exact-json";
import { z } from "zod";
import type { Answer, Exchange } from "./exchange.ts";
import { playSocket, type SocketStep } from "./socket-play.ts";

/** The headers that a client acts on. Dates, lengths and server names are none of them. */
const COMPARED_HEADERS = ["content-type", "content-disposition", "location", "allow", "retry-after"];

/** How long a busy server may take for what it does afterwards. */
const PATIENCE_MS = 120_000;

interface RequestOptions {
  /** Sent as JSON; absent means no body. */
  readonly body?: unknown;
  /** Sent as it stands, in place of `body`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Plays requests to one server, one after another, and keeps every exchange. */
export class Session {
  readonly exchanges: Exchange[] = [];
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer> {
    return this.request("GET", path, headers === undefined ? {} : { headers });
  }

  post(path: string, body?: unknown): Promise<Answer> {
    return this.request("POST", path, { body });
  }

  /**
   * Posts a filter whose answer is in the order of random ids: records whether the ids descend, and the rows by name.
   */
  async postInOrderOfIds(path: string, body: unknown): Promise<void> {
    const exchange = await this.exchange("POST", path, { body });
    this.exchanges.push({ ...exchange, answer: { ...exchange.answer, body: byName(exchange.answer.body) } });
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.request("PATCH", path, { body });
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.request("PUT", path, { body });
  }

  delete(path: string): Promise<Answer> {
    return this.request("DELETE", path);
  }

  /** Sends a request and records what came back. */
  async request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const exchange = await this.exchange(method, path, options);
    this.exchanges.push(exchange);
    return answerOf(exchange);
  }

  /**
   * Repeats a read until its answer is settled and records the last one only: for what a server does afterwards. Throws
   * when it never is.
   */
  async settle(path: string, body: unknown, isSettled: (answer: Answer) => boolean): Promise<Answer> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const exchange = deletedOnce(await this.exchange(body === undefined ? "GET" : "POST", path, { body }));
      const answer = answerOf(exchange);
      if (isSettled(answer)) {
        this.exchanges.push(exchange);
        return answer;
      }
      if (Date.now() > deadline)
        throw new Error(`${this.origin} never settled ${path}: ${JSON.stringify(answer.body)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Opens a socket and records everything that was seen of it, as one exchange. */
  async socket(path: string, protocols: readonly string[], steps: readonly SocketStep[]): Promise<void> {
    const url = `${this.origin.replace("http", "ws")}/api${path}`;
    const body = await playUnlessBusy(url, protocols, steps);
    this.exchanges.push({ method: "WS", path, sent: { protocols, steps }, answer: { status: 0, headers: {}, body } });
  }

  private async exchange(method: string, path: string, { body, text, headers }: RequestOptions): Promise<Exchange> {
    const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const { response, said } = await fetchUnlessBusy(`${this.origin}/api${path}`, {
      method,
      redirect: "manual",
      headers: { ...(payload === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(payload === undefined ? {} : { body: payload }),
    });
    const kept = COMPARED_HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return {
      method,
      path,
      sent: text ?? body,
      answer: {
        status: response.status,
        headers: Object.fromEntries(kept),
        body: parseBody(response.headers.get("content-type") ?? "", said),
      },
    };
  }
}

const LOCKED = "(sqlite3.OperationalError) database is locked";

/**
 * A real server on SQLite answers 503 now and then ("database is locked"); every client of it tries again. Asked for many
 * runs at once it answers 200, and says so of each that it has not made.
 */
async function fetchUnlessBusy(url: string, init: RequestInit): Promise<{ response: Response; said: string }> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, init);
    const said = await response.text();
    const isBusy = response.status === 503 || said.includes(LOCKED);
    if (!isBusy || attempt === 5) return { response, said };
    await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
  }
}

const eventsPage = z.looseObject({
  total: z.int(),
  events: z.array(z.looseObject({ event: z.string(), resource: z.looseObject({ "prefect.resource.id": z.string() }) })),
});

/** What it answered so it has told all the same: asked to delete again, it tells so again. */
function deletedOnce(exchange: Exchange): Exchange {
  const page = eventsPage.safeParse(exchange.answer.body);
  if (!page.success) return exchange;
  const deleted = new Set<string>();
  const events = page.data.events.filter(({ event, resource }) => {
    const which = `${event} ${resource["prefect.resource.id"]}`;
    if (!event.endsWith(".deleted")) return true;
    return !deleted.has(which) && deleted.add(which);
  });
  const total = page.data.total - (page.data.events.length - events.length);
  return { ...exchange, answer: { ...exchange.answer, body: { ...page.data, total, events } } };
}

/** On a socket it says the same by closing with 1011, after which every client of it connects again. */
async function playUnlessBusy(url: string, protocols: readonly string[], steps: readonly SocketStep[]) {
  for (let attempt = 1; ; attempt++) {
    const seen = await playSocket(url, protocols, steps);
    const last = seen.at(-1);
    const isBusy = last !== undefined && "closed" in last && last.closed.code === 1011;
    if (!isBusy || attempt === 5) return seen;
    await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
  }
}

function byName(body: unknown): unknown {
  const rows = z.array(z.looseObject({ id: z.string(), name: z.string() })).safeParse(body);
  if (!rows.success) return body;
  const isDescending = rows.data.every((row, index, all) => index === 0 || row.id < (all[index - 1]?.id ?? ""));
  return { isDescending, rows: rows.data.toSorted((left, right) => (left.name < right.name ? -1 : 1)) };
}

function parseBody(contentType: string, text: string): unknown {
  return contentType.includes("json") && text !== "" ? parseExact(text) : text;
}

function answerOf({ answer }: Exchange): Answer {
  const { body } = answer;
  const id = typeof body === "object" && body !== null && "id" in body ? body.id : undefined;
  return { status: answer.status, body, id: typeof id === "string" ? id : "no-id-was-given" };
}
