import { parseExact } from "@tutti/core/exact-json";
import type { Answer, Exchange } from "./exchange.ts";

/** The headers that a client acts on. Dates, lengths and server names are none of them. */
const COMPARED_HEADERS = ["content-type", "content-disposition", "location", "allow", "retry-after"];

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

  /** Repeats a read until its answer is settled and records the last one only: for what a server does afterwards. */
  async settle(path: string, body: unknown, isSettled: (answer: Answer) => boolean): Promise<Answer> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const exchange = await this.exchange(body === undefined ? "GET" : "POST", path, { body });
      const answer = answerOf(exchange);
      if (isSettled(answer) || Date.now() > deadline) {
        this.exchanges.push(exchange);
        return answer;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private async exchange(method: string, path: string, { body, text, headers }: RequestOptions): Promise<Exchange> {
    const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${this.origin}/api${path}`, {
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
        body: parseBody(response.headers.get("content-type") ?? "", await response.text()),
      },
    };
  }
}

function parseBody(contentType: string, text: string): unknown {
  return contentType.includes("json") && text !== "" ? parseExact(text) : text;
}

function answerOf({ answer }: Exchange): Answer {
  const { body } = answer;
  const id = typeof body === "object" && body !== null && "id" in body ? body.id : undefined;
  return { status: answer.status, body, id: typeof id === "string" ? id : "no-id-was-given" };
}
