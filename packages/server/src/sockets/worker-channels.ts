import type { CleanupPolicy } from "@tutti/core/cleanup-delivery";
import type { FastifyBaseLogger } from "fastify";
import type { WebSocket } from "ws";
import type { CommandName } from "../commands/registry.ts";
import type { ChannelTally } from "../metrics/channel-tally.ts";
import type { Deps } from "../deps.ts";
import { RoundTrouble } from "../services/round-trouble.ts";
import type { Store } from "../store/store.ts";
import type { WaitingProcesses } from "../waiting-processes.ts";
import { RunDeliveries } from "./run-deliveries.ts";
import { WorkerChannel } from "./worker-channel.ts";

export interface ChannelContext {
  readonly store: Store;
  readonly deps: Deps;
  readonly logger: FastifyBaseLogger;
  readonly cleanupPolicy: CleanupPolicy;
  readonly tally: ChannelTally;
  readonly waitingProcesses: WaitingProcesses;
}

/** Commits that follow each other so soon are looked at once. */
const LOOK_AFTER_MS = 50;
/** These make no run due, nor anything else that workers hear of. Of a run that was asked for its route tells, if it is due. */
const NO_NEWS: ReadonlySet<string> = new Set<CommandName>(["createDeploymentRun", "recordEvents", "createLogs"]);
/** A database that is away may be so for long. */
const TRY_AGAIN_AFTER_MS = 1000;

/** The channels of workers. While there is none, nobody looks at anything. */
export class WorkerChannels {
  readonly #context: ChannelContext;
  readonly #deliveries: RunDeliveries;
  readonly #trouble: RoundTrouble;
  #channels: WorkerChannel[] = [];
  #stopListening: (() => void) | null = null;
  #plan: NodeJS.Timeout | null = null;
  #isLooking = false;
  #hasMore = false;

  constructor(context: ChannelContext) {
    this.#context = context;
    this.#trouble = new RoundTrouble("worker channels", context);
    this.#deliveries = new RunDeliveries(context, () => this.#channels);
    context.waitingProcesses.onUnbegun = () => this.#deliveries.lookNow();
  }

  serve(socket: WebSocket, poolName: string): void {
    const channel = new WorkerChannel(socket, poolName, this.#context, {
      onJoined: (joined) => this.#enter(joined),
      onRoom: () => this.#deliveries.lookSoon(),
    });
    const { tally } = this.#context;
    tally.connection("opened");
    socket.once("close", () => {
      tally.connection("closed");
      this.#leave(channel);
    });
  }

  #enter(channel: WorkerChannel): void {
    this.#channels.push(channel);
    this.#stopListening ??= this.#context.store.onCommit((news) => {
      if (news !== null && [...news].every((name) => NO_NEWS.has(name))) return;
      if (news?.has("createFlowRun") === true) this.#deliveries.lookNow();
      else this.#deliveries.lookSoon();
      this.#lookSoon();
    });
    this.#lookSoon();
  }

  #leave(channel: WorkerChannel): void {
    this.#channels = this.#channels.filter((other) => other !== channel);
    if (this.#channels.length > 0) return;
    this.#stopListening?.();
    this.#stopListening = null;
    if (this.#plan !== null) clearTimeout(this.#plan);
    this.#plan = null;
    this.#deliveries.stop();
  }

  #lookSoon(afterMs = LOOK_AFTER_MS): void {
    this.#hasMore = true;
    if (this.#plan !== null || this.#isLooking || this.#channels.length === 0) return;
    this.#plan = setTimeout(() => void this.#look(), afterMs).unref();
  }

  async #look(): Promise<void> {
    this.#plan = null;
    this.#isLooking = true;
    this.#hasMore = false;
    let afterMs = LOOK_AFTER_MS;
    try {
      await this.#tellNews();
      this.#trouble.end();
    } catch (error) {
      this.#trouble.note(error);
      this.#hasMore = true;
      afterMs = TRY_AGAIN_AFTER_MS;
    }
    this.#isLooking = false;
    if (this.#hasMore) this.#lookSoon(afterMs);
  }

  async #tellNews(): Promise<void> {
    const byPool = Map.groupBy(this.#channels, (channel) => channel.pool?.id ?? "");
    const poolIds = [...byPool.keys()];
    if (poolIds.length === 0) return;
    const news = await this.#context.store.read("channelNews", { poolIds });
    const pools = new Map(news.pools.map((pool) => [pool.id, pool]));
    for (const [id, channels] of byPool) for (const channel of channels) channel.showPool(pools.get(id) ?? null);
    for (const id of news.toCleanUp) await this.#deliver(byPool.get(id) ?? []);
  }

  /** One message after another, to the worker that waits longest; its own queue's first. */
  async #deliver(channels: readonly WorkerChannel[]): Promise<void> {
    let waiting = channels.filter((channel) => channel.cleanups?.hasRoom === true);
    while (waiting.length > 0) {
      const served = (await serveOne(waiting, false)) ?? (await serveOne(waiting, true));
      if (served === null) return;
      waiting = [...waiting.filter((channel) => channel !== served), served].filter(
        (channel) => channel.cleanups?.hasRoom === true,
      );
    }
  }
}

async function serveOne(waiting: readonly WorkerChannel[], fromAnyQueue: boolean): Promise<WorkerChannel | null> {
  for (const channel of waiting) {
    if ((await channel.cleanups?.deliverOne(fromAnyQueue)) === true) return channel;
  }
  return null;
}
