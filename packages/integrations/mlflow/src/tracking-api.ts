import { setTimeout as delay } from "node:timers/promises";
import { reasonOf } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import { z } from "zod";
import { MlflowError } from "./mlflow-error.ts";
import { Patience } from "./patience.ts";
import type { TrackingServer } from "./tracking-server.ts";

// How an MLflow server is asked. Everything that it answers is parsed here, once.
//
// M1: what may pass by itself (no connection, 408, 429, 502 to 504) is tried again, and then said in one message.
// M2: a request that would make a second thing when repeated is not sent again once it may have arrived.

const ATTEMPTS = 5;
const FIRST_WAIT_MS = 200;
const PASSING = new Set([408, 429, 502, 503, 504]);
/** An upload that is slower than that is given up. */
const LEAST_BYTES_A_MS = 20;
const NOTHING_ARRIVED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

const refusal = z.object({ error_code: z.string().default(""), message: z.string().default("") });

export interface ApiRequest {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Below the server's address, with its query. */
  readonly path: string;
  readonly body?: string | Blob;
  /** Whether doing it twice makes two (M2). */
  readonly makesOne?: boolean;
  /** Whether the answer is content, which may take as long as some of it keeps coming. */
  readonly isContent?: boolean;
}

/** What stands behind the question mark; a list as often as it has items. */
type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

export class TrackingApi {
  readonly server: TrackingServer;

  constructor(server: TrackingServer) {
    this.server = server;
  }

  /** Reads from `/api/2.0/mlflow/`. */
  async get<T>(path: string, query: Query, answer: z.ZodType<T>): Promise<T> {
    return this.#parsed({ method: "GET", path: `/api/2.0/mlflow/${path}?${queryText(query)}` }, answer);
  }

  /** Changes something below `/api/2.0/mlflow/`. */
  async send<T>(
    path: string,
    body: object,
    answer: z.ZodType<T>,
    { method = "POST", makesOne = false }: Partial<Pick<ApiRequest, "method" | "makesOne">> = {},
  ): Promise<T> {
    return this.#parsed({ method, path: `/api/2.0/mlflow/${path}`, body: JSON.stringify(body), makesOne }, answer);
  }

  /** The answer to a request, whatever it is a request for. Rejects for all but success. */
  async answer(request: ApiRequest): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#attempt(request);
      if (!(outcome instanceof Failure)) return outcome;
      if (!outcome.mayPass || attempt === ATTEMPTS) throw outcome.error;
      await delay(FIRST_WAIT_MS * 2 ** (attempt - 1));
    }
  }

  async #parsed<T>(request: ApiRequest, schema: z.ZodType<T>): Promise<T> {
    const response = await this.answer(request);
    const parsed = schema.safeParse(await response.json().catch(() => undefined));
    if (parsed.success) return parsed.data;
    throw this.#notMlflow(request, response.status);
  }

  async #attempt(request: ApiRequest): Promise<Response | Failure> {
    const { method, path, body, makesOne = false, isContent = false } = request;
    const { url, authorization, timeoutMs } = this.server;
    const patience = new Patience(url, timeoutMs + sendingMs(body));
    const headers = new Headers(authorization === null ? {} : { authorization });
    if (typeof body === "string") headers.set("content-type", "application/json");
    let response: Response;
    try {
      const { signal } = patience;
      response = await fetch(url + path, { method, headers, signal, ...(body === undefined ? {} : { body }) });
    } catch (error) {
      patience.end();
      const reason = `no MLflow server answers at ${url}: ${reasonOf(error)}`;
      const failure = new TuttiError("failed_request", reason, { cause: error });
      return new Failure(failure, !makesOne || NOTHING_ARRIVED.has(systemCode(error)));
    }
    response = patience.watched(response, isContent ? timeoutMs : null);
    if (response.ok) return response;
    const mayPass = PASSING.has(response.status) && (!makesOne || response.status === 429);
    return new Failure(this.#refused(request, response.status, await response.text()), mayPass);
  }

  #refused(request: ApiRequest, status: number, body: string): Error {
    const parsed = refusal.safeParse(jsonOrNull(body));
    const what = described(request);
    if (parsed.success) return new MlflowError(what, status, parsed.data.error_code, firstLine(parsed.data.message));
    if (status === 404) return this.#notMlflow(request, status);
    return new MlflowError(what, status, "", firstLine(body).slice(0, 500));
  }

  #notMlflow(request: ApiRequest, status: number): TuttiError {
    return new TuttiError(
      "invalid_setting",
      `what answers at ${this.server.url} is no MLflow server (${described(request)}: ${status}); check MLFLOW_TRACKING_URI`,
    );
  }
}

function queryText(query: Query): string {
  const text = new URLSearchParams();
  for (const [name, values] of Object.entries(query)) {
    for (const value of [values ?? []].flat()) text.append(name, value);
  }
  return text.toString();
}

/** How long it may take until all of it is sent. */
function sendingMs(body: ApiRequest["body"]): number {
  return body instanceof Blob ? body.size / LEAST_BYTES_A_MS : 0;
}

class Failure {
  readonly error: Error;
  readonly mayPass: boolean;

  constructor(error: Error, mayPass: boolean) {
    this.error = error;
    this.mayPass = mayPass;
  }
}

function described({ method, path }: ApiRequest): string {
  return `${method} ${path.replace(/\?.*/, "")}`;
}

function systemCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** MLflow quotes statements of its database in the lines after. */
function firstLine(text: string): string {
  return text.split("\n", 1)[0]?.trim() ?? "";
}
