import { Chance } from "./chance.ts";
import { Exchanges } from "./exchange.ts";
import { RequestMaker, type GeneratedRequest } from "./generated-request.ts";
import { KnownThings } from "./known-things.ts";
import { components, operations, type Operation } from "./operations.ts";
import { replyProblem } from "./reply-check.ts";
import { SchemaValues } from "./schema-values.ts";

const AT_ONCE = 8;

export interface LoadReport {
  /** What was wrong, with the request that showed it; one of each kind. */
  readonly problems: readonly string[];
  /** How many replies there were of each hundred of statuses. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Operations that never succeeded. */
  readonly neverGood: readonly string[];
}

/** What makes objects comes often, what deletes them seldom: else requests would meet nothing. */
const weighted = operations.flatMap((operation) => Array.from({ length: weightOf(operation) }, () => operation));

function weightOf({ method, path, replies }: Operation): number {
  if (method === "DELETE" || path.endsWith("bulk_delete")) return 1;
  return method === "POST" && replies.has(201) ? 12 : 4;
}

/** Sends so many generated requests to a server, and checks every reply. */
export async function generatedLoad(origin: string, seed: number, count: number): Promise<LoadReport> {
  const load = new Load(origin, seed);
  await Promise.all(Array.from({ length: AT_ONCE }, () => load.send(count / AT_ONCE)));
  return load.end();
}

class Load {
  readonly #chance: Chance;
  readonly #known = new KnownThings();
  readonly #maker: RequestMaker;
  readonly #exchanges: Exchanges;
  readonly #problems = new Map<string, string>();
  readonly #statuses: Record<string, number> = {};
  readonly #neverGood = new Set(operations.map(({ method, path }) => `${method} ${path}`));

  constructor(origin: string, seed: number) {
    this.#chance = new Chance(seed);
    this.#maker = new RequestMaker(this.#chance, new SchemaValues(components, this.#chance, this.#known), this.#known);
    this.#exchanges = new Exchanges(origin);
  }

  async send(count: number): Promise<void> {
    for (let sent = 0; sent < count; sent++) await this.#sendOne(this.#maker.make(this.#chance.pick(weighted)));
  }

  end(): LoadReport {
    this.#exchanges.close();
    return { problems: [...this.#problems.values()], statuses: this.#statuses, neverGood: [...this.#neverGood] };
  }

  async #sendOne(request: GeneratedRequest): Promise<void> {
    const { operation } = request;
    const name = `${operation.method} ${operation.path}`;
    try {
      const { status, body } = await this.#exchanges.ask(request);
      const hundred = `${Math.floor(status / 100)}xx`;
      this.#statuses[hundred] = (this.#statuses[hundred] ?? 0) + 1;
      const problem = replyProblem(operation, status, body);
      if (problem !== null) this.#note(`${name} ${status}`, problem, request);
      if (status >= 300) return;
      this.#neverGood.delete(name);
      if (body.startsWith("{") || body.startsWith("["))
        this.#known.learn(operation.path.slice(4), JSON.parse(body), this.#chance);
    } catch (error) {
      this.#note(`${name} none`, String(error), request);
    }
  }

  #note(kind: string, problem: string, { operation, path, headers, body }: GeneratedRequest): void {
    if (this.#problems.has(kind)) return;
    const sent = `${operation.method} ${path} ${JSON.stringify(headers)} ${String(body).slice(0, 2000)}`;
    this.#problems.set(kind, `${problem}\n    after ${sent}`);
  }
}
