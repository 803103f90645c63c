import { TuttiError } from "@tutti/core/errors";
import { parseExact } from "@tutti/core/exact-json";
import { type Exchange, exchange, type Reply } from "./http-exchange.ts";
import { authorization, type ApiAddress, type LocateServer } from "./api-address.ts";
import { delay } from "./delay.ts";
import { reasonOf, ResponseError } from "./response-error.ts";
import { backoffMs, isRetriedStatus, retryAfterMs } from "./request-retry.ts";
import { expectedMajor, majorOf, noApiAt, refusedContact, serverInfoOf, type ServerInfo } from "./server-info.ts";
import { API_VERSION, CLIENT_VERSION } from "./versions.ts";

/** Whatever turns an answer's JSON into a value: a schema of `@tutti/core/wire`. */
export interface Parser<T> {
  parse(value: unknown): T;
}

export interface ApiClientOptions {
  locate: LocateServer;
  /** How long a request is repeated while no server answers, or it asks for patience. 60 s unless given. */
  retryForMs?: number;
  /** Told before each repetition: what failed, and for how long already. */
  onWaiting?: (reason: string, waitedMs: number) => void;
  /**
   * Numbers of users' JSON keep their digits, `5.0` and those that JavaScript would round: for who passes on what it reads
   * and does not compute with it (`core/src/exact-json.ts`).
   */
  keepsDigits?: boolean;
  /** Once aborted, no request is repeated. */
  ending?: AbortSignal;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

interface Request {
  method: Method;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

const REQUEST_TIMEOUT_MS = 60_000;
// Where nothing answers the very first request there is most likely no server.
const FIRST_CONTACT_MS = 5000;

/**
 * Speaks to one server over HTTP. Requests are repeated on 408, 429, 502 to 504 and while no server answers; that is safe
 * because what creates something carries an idempotency key or a transition id. The first use asks for the server's
 * version and rejects with `incompatible_server` when it is of another major, `foreign_server` when it is none of ours.
 */
export class ApiClient {
  readonly #options: ApiClientOptions;
  readonly #locate: LocateServer;
  readonly #retryForMs: number;
  readonly #onWaiting: (reason: string, waitedMs: number) => void;
  readonly #parseJson: (text: string) => unknown;
  #address: ApiAddress | null = null;
  #search: Promise<ApiAddress> | null = null;
  #contact: Promise<ServerInfo> | null = null;

  constructor(options: ApiClientOptions) {
    this.#options = options;
    this.#locate = options.locate;
    this.#retryForMs = options.retryForMs ?? 60_000;
    this.#onWaiting = options.onWaiting ?? (() => undefined);
    this.#parseJson = options.keepsDigits === true ? parseExact : (text) => JSON.parse(text);
  }

  /**
   * For what is asked again and again by itself, by somebody who may end: once the signal is aborted, its requests are tried
   * once, and one that is being repeated fails.
   */
  endingWith(ending: AbortSignal): ApiClient {
    return new ApiClient({ ...this.#options, ending });
  }

  /** Where the server was last found. */
  async address(): Promise<ApiAddress> {
    return this.#address ?? this.#look(null);
  }

  /** Looks for the server again: it may have come back elsewhere. */
  async relocate(failed: ApiAddress): Promise<ApiAddress> {
    const found = await this.#look(failed);
    if (found.url !== failed.url) this.#contact = null;
    return found;
  }

  // One search at a time: two requests that fail together must not start two servers.
  #look(failed: ApiAddress | null): Promise<ApiAddress> {
    this.#search ??= this.#locate(failed)
      .then((found) => (this.#address = found))
      .finally(() => {
        this.#search = null;
      });
    return this.#search;
  }

  /** Whose server it is and its version; asked once. Rejects with `unreachable_server`, `foreign_server`, … */
  server(): Promise<ServerInfo> {
    this.#contact ??= this.#firstContact().catch((error: unknown) => {
      this.#contact = null;
      throw error;
    });
    return this.#contact;
  }

  async get<T>(path: string, schema: Parser<T>): Promise<T> {
    return schema.parse(await this.#json({ method: "GET", path }));
  }

  async post<T>(path: string, body: unknown, schema: Parser<T>, headers: Record<string, string> = {}): Promise<T> {
    return schema.parse(await this.#json({ method: "POST", path, body, headers }));
  }

  /** For requests whose answer says nothing. */
  async send(
    method: Exclude<Method, "GET">,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<void> {
    await this.#json({ method, path, body, headers });
  }

  async #json(request: Request): Promise<unknown> {
    await this.server();
    const answer = await this.#repeat(request, this.#retryForMs);
    return answer.text === "" ? null : this.#parseJson(answer.text);
  }

  async #firstContact(): Promise<ServerInfo> {
    const request: Request = { method: "GET", path: "/admin/version" };
    const { url } = await this.address();
    const answer = await this.#repeat(request, Math.min(FIRST_CONTACT_MS, this.#retryForMs)).catch((error: unknown) => {
      throw refusedContact(url, error);
    });
    const found = serverInfoOf(answer);
    if (found === null) throw noApiAt(url, answer.status);
    const expected = expectedMajor(found);
    if (majorOf(found.version) !== expected) {
      throw new TuttiError("incompatible_server", `${url} is ${found.kind} ${found.version}, not ${expected}.x`);
    }
    return found;
  }

  async #repeat(request: Request, retryForMs: number): Promise<Reply> {
    const startedAt = performance.now();
    const { ending } = this.#options;
    let notFound: Error | null = null;
    for (let attempt = 0; ; attempt++) {
      const address = await this.address();
      const outcome = await attemptRequest(address, request);
      if (outcome.kind === "answered") return outcome.answer;
      const error = notFound ?? outcome.error;
      const waitedMs = performance.now() - startedAt;
      const waitMs = outcome.retryAfterMs ?? backoffMs(attempt, Math.random());
      if (waitedMs + waitMs > retryForMs || ending?.aborted) throw error;
      this.#onWaiting(reasonOf(error), waitedMs);
      await delay(waitMs, ending);
      if (ending?.aborted) throw error;
      // A local server that cannot be started now (a full disk) may be startable later.
      notFound = outcome.kind === "unreachable" ? await this.#failureToRelocate(address) : null;
    }
  }

  #failureToRelocate(address: ApiAddress): Promise<Error | null> {
    return this.relocate(address).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
  }
}

type Outcome =
  | { kind: "answered"; answer: Reply }
  | { kind: "busy"; error: Error; retryAfterMs: number | null }
  | { kind: "unreachable"; error: Error; retryAfterMs: null };

async function attemptRequest(address: ApiAddress, request: Request): Promise<Outcome> {
  let reply: Reply;
  try {
    reply = await exchange(address.url + request.path, messageOf(address, request));
  } catch (error) {
    return { kind: "unreachable", error: unreachable(address.url, error), retryAfterMs: null };
  }
  if (reply.status >= 200 && reply.status < 300) return { kind: "answered", answer: reply };
  const waitMs = retryAfterMs(reply.headers["retry-after"]);
  const error = new ResponseError(`${request.method} ${request.path}`, reply.status, bodyOf(reply.text), waitMs);
  if (!isRetriedStatus(reply.status)) throw error;
  return { kind: "busy", error, retryAfterMs: waitMs };
}

/** No server answers there. */
export function unreachable(url: string, cause: unknown): TuttiError {
  return new TuttiError("unreachable_server", `${url} (${reasonOf(cause)})`, { cause });
}

function messageOf(address: ApiAddress, request: Request): Exchange {
  const credentials = authorization(address);
  return {
    method: request.method,
    headers: {
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      "x-prefect-api-version": API_VERSION,
      "user-agent": `tutti/${CLIENT_VERSION} (API ${API_VERSION})`,
      ...(credentials === null ? {} : { authorization: credentials }),
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    timeoutMs: REQUEST_TIMEOUT_MS,
  };
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
