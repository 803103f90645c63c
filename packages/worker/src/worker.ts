import type { ApiClient } from "@tutti/client/http";
import { WorkerChannelClient } from "@tutti/client/worker-channel";
import { pollWorkPool, readWorkPool } from "@tutti/client/work-pools";
import { sendWorkerHeartbeat } from "@tutti/client/workers";
import type { Claim } from "@tutti/core/wire/lease";
import type { WorkerOffer } from "@tutti/core/wire/work-offer";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import type { WaitingRunner } from "./launcher.ts";
import { Loop } from "./serving/loop.ts";
import { WorkerEvents } from "./serving/worker-events.ts";
import { monotonicMs } from "./warm/runner-messages.ts";
import { RunTaker, type RunTakerOptions } from "./serving/run-taker.ts";

const MAX_REMEMBERED = 1000;

export interface WorkerOptions extends Omit<RunTakerOptions, "pool" | "onRoom" | "events" | "asking"> {
  readonly pool: WorkPool;
  /** None: all of the pool. */
  readonly queues: readonly string[];
  readonly prefetchSeconds: number;
  readonly querySeconds: number;
  readonly heartbeatSeconds: number;
}

// K1: polling is the truth: whatever else wakes the worker only makes it ask earlier.
// K2: no more runs are taken than there is room for, and none once it stops.
// K3: it ends when the last run that it took has ended, was handed back, or was ended by the second word to stop.

/** Serves one work pool: takes runs that are due, starts their processes, and stays with them to their ends. */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #taker: RunTaker;
  readonly #loops: { readonly polls: Loop; readonly heartbeats: Loop };
  readonly #channel: WorkerChannelClient;
  readonly #events: WorkerEvents;
  #pool: WorkPool;
  /** Processes that wait, by their ids. */
  readonly #waiting = new Map<string, WaitingRunner>();
  /** Those for which a run was begun. */
  readonly #begun = new Set<string>();
  #polledAt = performance.now();
  readonly #ending = new AbortController();
  /** Once its runs have ended, a worker that stops waits for no server that does not answer. */
  readonly #asking: ApiClient;

  constructor(options: WorkerOptions) {
    const { narrator, querySeconds, heartbeatSeconds } = options;
    this.#options = options;
    this.#pool = options.pool;
    this.#asking = options.api.endingWith(this.#ending.signal);
    const identity = { name: options.name, pool: () => this.#pool };
    this.#events = new WorkerEvents(this.#asking, identity, (reason) =>
      narrator.warn(`Events about this worker could not be sent (${reason})`),
    );
    const hooks = { asking: this.#asking, events: this.#events, pool: () => this.#pool, onRoom: () => this.#onRoom() };
    this.#taker = new RunTaker({ ...options, ...hooks });
    this.#channel = this.#openChannel();
    this.#listenToWaiting();
    this.#loops = {
      polls: new Loop("Asking for work", querySeconds * 1000, async () => void (await this.#poll()), narrator),
      heartbeats: new Loop("The heartbeat", heartbeatSeconds * 1000, () => this.#beat(), narrator),
    };
  }

  /** How many runs it has taken and not yet seen end. */
  get runCount(): number {
    return this.#taker.size;
  }

  /** How long ago it last asked for work. */
  get sincePollMs(): number {
    return performance.now() - this.#polledAt;
  }

  /** Begins to serve. Rejects when the pool does not know it. */
  async start(): Promise<void> {
    await this.#beat();
    await this.#taker.start();
    this.#events.started();
    for (const loop of Object.values(this.#loops)) loop.wake();
    void this.#channel.run();
    this.#options.launcher.prepare?.();
  }

  /** Takes what is due now, and resolves when all of it has ended. */
  async runOnce(): Promise<void> {
    await this.#beat();
    await this.#taker.start();
    this.#events.started();
    const dueBefore = this.#dueBefore();
    // What it, the pool or a queue had no room for at first is due as well.
    await this.#taker.takeInTurns(() => this.#poll(dueBefore));
    await this.stop();
  }

  /** Takes no more, hands back what has not begun, and resolves when the rest has ended. */
  async stop(): Promise<void> {
    this.#taker.takeNoMore();
    this.#channel.close();
    const { polls, heartbeats } = this.#loops;
    const polled = polls.stop();
    await this.#taker.finish();
    this.#ending.abort();
    await Promise.all([polled, heartbeats.stop(), this.#taker.close()]);
    this.#events.stopped();
    await this.#events.flush();
  }

  /** Ends what is still running; a `stop` under way then comes to its end. */
  endRuns(): void {
    this.#taker.endRuns();
  }

  /** Due runs are pushed over it; they are what a poll would find. */
  #openChannel(): WorkerChannelClient {
    const { api, pool, name, queues, heartbeatSeconds } = this.#options;
    const place = { pool: pool.name, workerName: name, workerType: pool.type, queues, heartbeatSeconds };
    return new WorkerChannelClient(api, place, {
      onPool: (news) => {
        this.#pool = news;
      },
      onOffers: (offers) => void this.#takeOffered(offers),
      onBegun: (processId, claim, ageMs) => this.#begin(processId, claim, ageMs),
      onReady: () => {
        this.#sayRoom();
        for (const runner of this.#waiting.values()) this.#sayWaits(runner);
      },
    });
  }

  async #takeOffered(offers: readonly WorkerOffer[]): Promise<void> {
    await this.#taker.takeAll(runsOf(offers));
    this.#sayRoom();
  }

  /** A run may be begun for a process that waits. */
  #listenToWaiting(): void {
    this.#options.launcher.tellWaiting?.({
      waits: (runner) => {
        this.#waiting.set(runner.processId, runner);
        this.#sayWaits(runner);
      },
      waitsNoMore: (processId) => {
        if (this.#waiting.delete(processId)) this.#channel.sayWaitsNoMore(processId);
      },
    });
  }

  /** A word that comes twice is of one run. */
  #begin(processId: string, claim: Claim, ageMs: number): void {
    if (this.#begun.has(processId)) return;
    this.#begun.add(processId);
    const [oldest] = this.#begun;
    if (this.#begun.size > MAX_REMEMBERED && oldest !== undefined) this.#begun.delete(oldest);
    this.#waiting.delete(processId);
    this.#taker.begin(claim, monotonicMs() - ageMs);
    this.#sayRoom();
  }

  #sayWaits(runner: WaitingRunner): void {
    const announced = this.#taker.announced(runner);
    if (announced !== null) this.#channel.sayWaits(announced);
  }

  #sayRoom(): void {
    this.#channel.sayRoom(this.#taker.room, this.#options.prefetchSeconds);
  }

  /** A run has left a full table. */
  #onRoom(): void {
    this.#loops.polls.wake();
    this.#sayRoom();
  }

  #dueBefore(): string {
    return new Date(Date.now() + this.#options.prefetchSeconds * 1000).toISOString();
  }

  /** Answers which runs are due. */
  async #poll(scheduled_before = this.#dueBefore()): Promise<readonly string[]> {
    const limit = this.#taker.room;
    this.#polledAt = performance.now();
    if (limit === 0 || this.#pool.is_paused) return [];
    const { queues } = this.#options;
    const work_queue_names = queues.length === 0 ? null : [...queues];
    const offers = await pollWorkPool(this.#asking, this.#pool.name, { work_queue_names, scheduled_before, limit });
    const taken = await this.#taker.takeAll(runsOf(offers));
    if (offers.length === limit && taken > 0 && this.#taker.room > 0) this.#loops.polls.wake();
    return offers.map(({ flow_run }) => flow_run.id);
  }

  async #beat(): Promise<void> {
    const { name, heartbeatSeconds } = this.#options;
    const heartbeat = { name, heartbeat_interval_seconds: heartbeatSeconds };
    await sendWorkerHeartbeat(this.#asking, this.#pool.name, heartbeat);
    this.#pool = await readWorkPool(this.#asking, this.#pool.name);
  }
}

function runsOf(offers: readonly WorkerOffer[]) {
  return offers.map((offer) => offer.flow_run);
}
