import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";
import type { FastifyBaseLogger } from "fastify";
import { INSTANCE, PLACE, readProcessNews } from "./process-news.ts";

/** So many that ended within so long are no accident: another would end as well. */
const LOSSES_MAX = 5;
const LOSSES_WITHIN_MS = 60_000;
/** Longer than a process takes for what is under way. */
const ENDS_WITHIN_MS = 20_000;

export interface ProcessTerms {
  readonly count: number;
  readonly argv: readonly string[];
  readonly environment: Environment;
  readonly instanceId: string;
  readonly logger: FastifyBaseLogger;
}

/** The processes that listen on one port; one that ends by itself is started again. */
export class ServerProcesses {
  readonly #terms: ProcessTerms;
  readonly #members = new Map<number, Worker>();
  readonly #failure = Promise.withResolvers<never>();
  #losses: number[] = [];
  #isStopping = false;

  constructor(terms: ProcessTerms) {
    this.#terms = terms;
    this.#failure.promise.catch(() => undefined);
    cluster.setupPrimary({ exec: processMain(), args: [...terms.argv] });
  }

  /** Rejects when processes end again and again. */
  get failure(): Promise<never> {
    return this.#failure.promise;
  }

  /** Resolves with the API's address when all of them serve. Rejects with what keeps one from it. */
  async start(): Promise<string> {
    // It brings the database up to date, and makes the keys of the home.
    const url = await this.#begin(0);
    await Promise.all(Array.from({ length: this.#terms.count - 1 }, (_, at) => this.#begin(at + 1)));
    return url;
  }

  /** Lets them finish and answer what they accepted. Resolves when all are gone. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(
      [...this.#members.values()].map(async (member) => {
        const gone = once(member, "exit");
        member.process.kill("SIGTERM");
        const cut = setTimeout(() => member.process.kill("SIGKILL"), ENDS_WITHIN_MS);
        await gone;
        clearTimeout(cut);
      }),
    );
  }

  async #begin(place: number): Promise<string> {
    if (this.#isStopping) throw new TuttiError("failed_start", "it was told to stop");
    const { environment, instanceId } = this.#terms;
    const member = cluster.fork({ ...environment, [PLACE]: String(place), [INSTANCE]: instanceId });
    this.#members.set(place, member);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    let serves = false;
    member.on("message", (message) => {
      const news = readProcessNews(message);
      if (news?.type === "ready") {
        serves = true;
        resolve(news.url);
      } else if (news?.type === "failed") reject(new TuttiError(news.code, news.detail));
    });
    member.once("error", reject);
    member.once("exit", (code, signal) => {
      this.#members.delete(place);
      const how = signal ?? `exit code ${code}`;
      if (serves && !this.#isStopping) this.#replace(place, how);
      else reject(new TuttiError("failed_start", `one of its processes ended with ${how}`));
    });
    return promise;
  }

  #replace(place: number, how: string): void {
    const now = performance.now();
    this.#losses = [...this.#losses.filter((at) => at > now - LOSSES_WITHIN_MS), now];
    if (this.#losses.length > LOSSES_MAX) {
      const lost = `${this.#losses.length} within a minute, the last with: ${how}`;
      this.#failure.reject(new TuttiError("lost_processes", lost));
      return;
    }
    this.#terms.logger.error({ process: place, how }, "a process of the server ended; another takes its place");
    this.#begin(place).catch((error: unknown) => {
      if (!this.#isStopping) this.#replace(place, error instanceof Error ? error.message : String(error));
    });
  }
}

/** Sources run as TypeScript, packed code as JavaScript. */
function processMain(): string {
  const extension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
  return fileURLToPath(new URL(`process-main${extension}`, import.meta.url));
}
