import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { answerJson, LocalServer, refuse } from "./local-server.ts";
import { ServiceDescription } from "./service-description.ts";

/** What a fake answers, by the ids of the service's methods. */
export type Answers = Readonly<Record<string, (path: string, query: URLSearchParams, body: unknown) => unknown>>;

/** A refusal, as an answer throws it. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Stands in for a service of Google that no emulator speaks for. It takes what Google's description of the service takes,
 * and refuses all else; what it answers is held against the description as well.
 */
export class FakeService extends LocalServer {
  readonly #description: ServiceDescription;
  readonly #answers: Answers;

  constructor(version: string, answers: Answers) {
    super();
    this.#description = new ServiceDescription(version);
    this.#answers = answers;
  }

  protected async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { pathname, searchParams } = new URL(request.url ?? "", this.url);
      const hasBody = (request.headers["content-length"] ?? "0") !== "0";
      const body: unknown = hasBody ? await json(request) : undefined;
      const method = this.#description.methodOf(request.method ?? "", pathname);
      const answer = method === null ? undefined : this.#answers[method.id];
      if (method === null || answer === undefined) throw new Refusal(501, `${request.method} ${pathname} is not faked`);
      const problems = this.#description.problemsOf(method, searchParams, body);
      if (problems.length > 0) throw new Refusal(400, `Invalid JSON payload received: ${problems.join("; ")}`);
      const answered = await answer(decodeURIComponent(pathname), searchParams, body);
      const own = this.#description.problemsOfAnswer(method, answered);
      if (own.length > 0) throw new Refusal(500, `the fake's own answer: ${own.join("; ")}`);
      answerJson(response, 200, answered);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(response, error.status, error.message);
    }
  }
}
