import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { buildApp } from "../../src/app.ts";
import type { ServerConfig } from "../../src/config.ts";
import type { Deps } from "../../src/deps.ts";
import type { Store } from "../../src/store/store.ts";
import { testConfig } from "./test-app.ts";

export interface Answer {
  readonly status: number;
  /** Parsed when it is JSON, else its text; null when there is none. */
  readonly body: unknown;
}

/** The application over a store of the test's. */
export function appOver(
  store: Store,
  deps: Deps,
  changes: Partial<ServerConfig> = {},
  logger = pino({ level: "silent" }),
): FastifyInstance {
  const instanceId = randomUUID();
  return buildApp({ store, deps, config: testConfig(changes), logger, instanceId, stop: null });
}

/** Asks the application over a store of the test's, as a client does, without a port. */
export class RouteClient {
  readonly #app: FastifyInstance;

  constructor(store: Store, deps: Deps, logger = pino({ level: "silent" })) {
    this.#app = appOver(store, deps, {}, logger);
  }

  async ask(
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const answer = await this.#app.inject({
      method,
      url: `/api${path}`,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    return { status: answer.statusCode, body: bodyOf(answer.body, String(answer.headers["content-type"])) };
  }

  /** The body of an answer that must have this status. */
  async expect(status: number, ...request: Parameters<RouteClient["ask"]>): Promise<unknown> {
    const answer = await this.ask(...request);
    if (answer.status !== status) throw new Error(`${request[0]} ${request[1]}: ${JSON.stringify(answer)}`);
    return answer.body;
  }
}

function bodyOf(text: string, contentType: string): unknown {
  if (text === "") return null;
  return contentType.startsWith("application/json") ? JSON.parse(text) : text;
}
