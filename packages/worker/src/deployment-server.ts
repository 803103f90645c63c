import { pollDeployments } from "@tutti/client/deployments";
import type { ApiClient } from "@tutti/client/http";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { Loop } from "./serving/loop.ts";
import { RunNews } from "./serving/run-news.ts";
import { RunTaker, type RunTakerOptions } from "./serving/run-taker.ts";

export interface DeploymentServerOptions extends Omit<RunTakerOptions, "pool" | "onRoom" | "events" | "asking"> {
  readonly deploymentIds: readonly string[];
  readonly prefetchSeconds: number;
  readonly querySeconds: number;
}

/** Serves deployments that have no work pool, as a worker serves a pool: K1 to K3 of `worker.ts` hold here, too. */
export class DeploymentServer {
  readonly #options: DeploymentServerOptions;
  readonly #taker: RunTaker;
  readonly #polls: Loop;
  readonly #news: RunNews;
  readonly #ending = new AbortController();
  readonly #asking: ApiClient;

  constructor(options: DeploymentServerOptions) {
    this.#options = options;
    this.#asking = options.api.endingWith(this.#ending.signal);
    this.#polls = new Loop(
      "Asking for runs",
      options.querySeconds * 1000,
      async () => void (await this.#poll()),
      options.narrator,
    );
    const hooks = { asking: this.#asking, events: null, pool: () => null, onRoom: () => this.#polls.wake() };
    this.#taker = new RunTaker({ ...options, ...hooks });
    this.#news = new RunNews(options.api, options.deploymentIds, {
      onDue: () => this.#polls.wake(),
      onCancelled: () => this.#taker.lookForCancelled(),
    });
  }

  /** How many runs it has taken and not yet seen end. */
  get runCount(): number {
    return this.#taker.size;
  }

  async start(): Promise<void> {
    await this.#taker.start();
    this.#polls.wake();
    void this.#news.run();
  }

  /** Takes what is due now, and resolves when all of it has ended. */
  async runOnce(): Promise<void> {
    await this.#taker.start();
    const dueBefore = this.#dueBefore();
    // What it had no room for at first is due as well.
    await this.#taker.takeInTurns(() => this.#poll(dueBefore));
    await this.stop();
  }

  /** Takes no more, hands back what has not begun, and resolves when the rest has ended. */
  async stop(): Promise<void> {
    this.#taker.takeNoMore();
    this.#news.close();
    const polled = this.#polls.stop();
    await this.#taker.finish();
    this.#ending.abort();
    await Promise.all([polled, this.#taker.close()]);
  }

  /** Ends what is still running; a `stop` under way then comes to its end. */
  endRuns(): void {
    this.#taker.endRuns();
  }

  #dueBefore(): string {
    return new Date(Date.now() + this.#options.prefetchSeconds * 1000).toISOString();
  }

  /** Answers which runs are due. */
  async #poll(scheduled_before = this.#dueBefore()): Promise<readonly string[]> {
    const limit = this.#taker.room;
    if (limit === 0) return [];
    const { deploymentIds } = this.#options;
    const offers = await pollDeployments(this.#asking, { deployment_ids: [...deploymentIds], scheduled_before, limit });
    const taken = await this.#taker.takeAll(offers.filter(isForAnybody));
    if (offers.length === limit && taken > 0 && this.#taker.room > 0) this.#polls.wake();
    return offers.map(({ id }) => id);
  }
}

/** One that waits for a retry has its process, here or elsewhere. */
function isForAnybody(run: FlowRun): boolean {
  return run.empirical_policy.retry_type !== "in_process";
}
