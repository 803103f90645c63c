import type { ApiClient } from "@tutti/client/http";
import { LogShipper } from "@tutti/client/log-shipper";
import { WorkerChannelClient } from "@tutti/client/worker-channel";
import { pollWorkPool, readWorkPool } from "@tutti/client/work-pools";
import { sendWorkerHeartbeat } from "@tutti/client/workers";
import type { WorkerOffer } from "@tutti/core/wire/work-offer";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { FlowNames } from "./job/prepare-job.ts";
import type { Launcher } from "./launcher.ts";
import type { Narrator } from "./narrator.ts";
import { cancelledRuns } from "./serving/cancellation-watch.ts";
import { claimRun } from "./serving/claim-run.ts";
import { Loop } from "./serving/loop.ts";
import { RunControl, type StopReason } from "./serving/run-control.ts";
import { RunTable } from "./serving/run-table.ts";
import { serveLeftRun, serveRun, type ServingContext } from "./serving/serve-run.ts";

const MAX_OFFERS = 200;
const CANCELLATION_EVERY_MS = 2000;
const STOP_GRACE_MS = 5000;

export interface WorkerOptions {
  readonly api: ApiClient;
  readonly launcher: Launcher;
  readonly narrator: Narrator;
  readonly pool: WorkPool;
  readonly name: string;
  /** None: all of the pool. */
  readonly queues: readonly string[];
  /** How many runs at a time; null: any number. */
  readonly limit: number | null;
  readonly prefetchSeconds: number;
  readonly querySeconds: number;
  readonly heartbeatSeconds: number;
  /** How long a run's process may take to end when its run is cancelled. */
  readonly graceSeconds: number;
}

// K1: polling is the truth: whatever else wakes the worker only makes it ask earlier.
// K2: no more runs are taken than there is room for, and none once it stops.
// K3: it ends when the last run that it took has ended, was handed back, or was ended by the second word to stop.

/** Serves one work pool: takes runs that are due, starts their processes, and stays with them to their ends. */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #context: ServingContext;
  readonly #runs: RunTable;
  readonly #loops: { readonly polls: Loop; readonly heartbeats: Loop; readonly cancellations: Loop };
  readonly #channel: WorkerChannelClient;
  #pool: WorkPool;
  #polledAt = performance.now();
  #isStopping = false;

  constructor(options: WorkerOptions) {
    const { api, narrator, limit, querySeconds, heartbeatSeconds } = options;
    this.#options = options;
    this.#pool = options.pool;
    this.#runs = new RunTable(limit, () => this.#onRoom());
    this.#channel = this.#openChannel();
    this.#loops = {
      polls: new Loop("Asking for work", querySeconds * 1000, () => this.#poll(), narrator),
      heartbeats: new Loop("The heartbeat", heartbeatSeconds * 1000, () => this.#beat(), narrator),
      cancellations: new Loop("Looking for cancelled runs", CANCELLATION_EVERY_MS, () => this.#cancel(), narrator),
    };
    this.#context = {
      api,
      launcher: options.launcher,
      narrator,
      logs: new LogShipper(api, (count, reason) => narrator.warn(`${count} log lines could not be sent (${reason})`)),
      flowNames: new FlowNames(api),
      workerName: options.name,
      pool: () => this.#pool,
    };
  }

  /** How many runs it has taken and not yet seen end. */
  get runCount(): number {
    return this.#runs.size;
  }

  /** How long ago it last asked for work. */
  get sincePollMs(): number {
    return performance.now() - this.#polledAt;
  }

  /** Begins to serve. Rejects when the pool does not know it. */
  async start(): Promise<void> {
    await this.#beat();
    await this.#adoptLeft();
    for (const loop of Object.values(this.#loops)) loop.wake();
    void this.#channel.run();
  }

  /** Takes what is due now, and resolves when all of it has ended. */
  async runOnce(): Promise<void> {
    await this.#beat();
    await this.#adoptLeft();
    this.#loops.cancellations.wake();
    await this.#poll();
    await this.#runs.whenEmpty();
    await this.stop();
  }

  /** Looks for work at once: there may be some. */
  wake(): void {
    this.#loops.polls.wake();
  }

  /** Takes no more, hands back what has not begun, and resolves when the rest has ended. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#channel.close();
    await this.#loops.polls.stop();
    for (const control of this.#runs.all()) if (!control.hasStarted) control.stop("handed-back");
    await this.#runs.whenEmpty();
    await Promise.all([this.#loops.cancellations.stop(), this.#loops.heartbeats.stop()]);
    await this.#context.logs.flush();
  }

  /** Ends what is still running; a `stop` under way then comes to its end. */
  endRuns(): void {
    for (const control of this.#runs.all()) control.stop("stopped", STOP_GRACE_MS);
  }

  /** Tells one run that it is not to go on. */
  stopRun(flowRunId: string, reason: StopReason): void {
    this.#runs.find(flowRunId)?.stop(reason);
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
      onReady: () => this.#sayRoom(),
    });
  }

  async #takeOffered(offers: readonly WorkerOffer[]): Promise<void> {
    await Promise.all(offers.map((offer) => this.#take(offer)));
    this.#sayRoom();
  }

  #sayRoom(): void {
    const room = this.#isStopping ? 0 : Math.min(this.#runs.room, MAX_OFFERS);
    this.#channel.sayRoom(room, this.#options.prefetchSeconds);
  }

  /** A run has left a full table. */
  #onRoom(): void {
    this.#loops.polls.wake();
    this.#sayRoom();
  }

  async #poll(): Promise<void> {
    const limit = Math.min(this.#runs.room, MAX_OFFERS);
    this.#polledAt = performance.now();
    if (limit === 0 || this.#pool.is_paused) return;
    const { api, queues, prefetchSeconds } = this.#options;
    const scheduled_before = new Date(Date.now() + prefetchSeconds * 1000).toISOString();
    const work_queue_names = queues.length === 0 ? null : [...queues];
    const offers = await pollWorkPool(api, this.#pool.name, { work_queue_names, scheduled_before, limit });
    const taken = await Promise.all(offers.map((offer) => this.#take(offer)));
    if (offers.length === limit && taken.includes(true) && this.#runs.room > 0) this.#loops.polls.wake();
  }

  /** Answers whether the run is this worker's. */
  async #take({ flow_run: run }: WorkerOffer): Promise<boolean> {
    if (this.#isStopping || this.#runs.has(run.id) || this.#runs.room === 0) return false;
    const control = new RunControl(run.id, this.#options.graceSeconds * 1000);
    this.#runs.enter(control);
    const claimed = await claimRun(this.#options.api, run.id, this.#options.name).catch(() => null);
    if (claimed === null) {
      this.#runs.leave(control);
      return false;
    }
    void serveRun(run, claimed, control, this.#context).finally(() => this.#runs.leave(control));
    return true;
  }

  async #adoptLeft(): Promise<void> {
    for (const left of (await this.#options.launcher.leftBehind?.()) ?? []) {
      const control = new RunControl(left.flowRunId, this.#options.graceSeconds * 1000);
      this.#runs.enter(control);
      void serveLeftRun(left, control, this.#context).finally(() => this.#runs.leave(control));
    }
  }

  async #beat(): Promise<void> {
    const { api, name, heartbeatSeconds } = this.#options;
    const heartbeat = { name, heartbeat_interval_seconds: heartbeatSeconds };
    await sendWorkerHeartbeat(api, this.#pool.name, heartbeat);
    this.#pool = await readWorkPool(api, this.#pool.name);
  }

  async #cancel(): Promise<void> {
    const ids = this.#runs.ids();
    for (const id of await cancelledRuns(this.#options.api, ids)) this.stopRun(id, "cancelled");
  }
}
