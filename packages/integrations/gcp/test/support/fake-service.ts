import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { answerJson, refuse } from "./google-gate.ts";
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
export class FakeService {
  readonly #server: Server;
  readonly #description: ServiceDescription;
  readonly #answers: Answers;

  private constructor(version: string, answers: Answers) {
    this.#description = new ServiceDescription(version);
    this.#answers = answers;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(version: string, answers: Answers): Promise<FakeService> {
    const fake = new FakeService(version, answers);
    fake.#server.listen(0, "127.0.0.1");
    await once(fake.#server, "listening");
    return fake;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
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
