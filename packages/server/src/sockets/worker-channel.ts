import { ApiError } from "@tutti/core/errors";
import { formatInstant } from "@tutti/core/instant";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import {
  BEGINNING_CAPABILITY,
  CHANNEL_CLOSE_CODES,
  CHANNEL_VERSION,
  CLEANUP_CAPABILITY,
  DELIVERY_CAPABILITY,
  HEARTBEAT_CAPABILITY,
  SNAPSHOT_CAPABILITY,
  workerFrame,
  type ChannelCloseReason,
  type ServerPayloads,
  type WorkerFrame,
  type WorkerHello,
} from "@tutti/core/wire/worker-channel";
import type { RawData, WebSocket } from "ws";
import { JsonRefused, parseJson } from "../http/json-text.ts";
import type { JoinedPool } from "../commands/workers/join-worker-channel.ts";
import { ChannelCleanups } from "./channel-cleanups.ts";
import { ChannelRoom } from "./channel-room.ts";
import { ChannelWaiting } from "./channel-waiting.ts";
import type { ChannelContext } from "./worker-channels.ts";
import { textOf } from "./text-frame.ts";

const HELLO_WITHIN_MS = 15_000;

/** A channel whose worker has said hello. */
interface Joined {
  readonly hello: WorkerHello;
  readonly cleanups: ChannelCleanups;
  readonly room: ChannelRoom;
  readonly waiting: ChannelWaiting;
  pool: WorkPool;
  sequence: number;
}

/** Told when the worker has said hello, and each time that it says how many runs it would take. */
export interface ChannelListener {
  readonly onJoined: (channel: WorkerChannel) => void;
  readonly onRoom: () => void;
}

/**
 * One worker's channel. Frames are taken one after another, and not read while one is being taken: a worker that talks
 * without end costs no memory.
 */
export class WorkerChannel {
  readonly #socket: WebSocket;
  readonly #poolName: string;
  readonly #context: ChannelContext;
  readonly #onJoined: (channel: WorkerChannel) => void;
  readonly #onRoom: () => void;
  readonly #patience: NodeJS.Timeout;
  #turn: Promise<void> = Promise.resolve();
  #joined: Joined | null = null;

  constructor(socket: WebSocket, poolName: string, context: ChannelContext, { onJoined, onRoom }: ChannelListener) {
    this.#socket = socket;
    this.#poolName = poolName;
    this.#context = context;
    this.#onJoined = onJoined;
    this.#onRoom = onRoom;
    this.#patience = setTimeout(() => this.close("protocol_error"), HELLO_WITHIN_MS);
    socket.once("close", () => clearTimeout(this.#patience));
    socket.on("message", (data: RawData, isBinary: boolean) => this.#receive(isBinary ? "" : textOf(data)));
  }

  /** The pool as the worker knows it; null before it has joined. */
  get pool(): WorkPool | null {
    return this.#joined?.pool ?? null;
  }

  get cleanups(): ChannelCleanups | null {
    return this.#joined?.cleanups ?? null;
  }

  get room(): ChannelRoom | null {
    return this.#joined?.room ?? null;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  close(reason: ChannelCloseReason): void {
    this.#context.tally.closed(reason);
    this.#socket.resume();
    this.#socket.close(CHANNEL_CLOSE_CODES[reason], reason);
  }

  send<T extends keyof ServerPayloads>(type: T, payload: ServerPayloads[T]): void {
    if (!this.isOpen) return;
    const { newId, now } = this.#context.deps;
    this.#socket.send(JSON.stringify({ type, id: newId(), sent_at: formatInstant(now()), payload }));
  }

  /** Sends the pool when it is another than the worker knows; null when it is gone. */
  showPool(pool: WorkPool | null): void {
    if (this.#joined === null || !this.isOpen) return;
    if (pool === null) {
      this.close("authorization_failed");
      return;
    }
    const isNews = visible(pool) !== visible(this.#joined.pool);
    this.#joined.pool = pool;
    if (!isNews) return;
    const snapshot_sequence = ++this.#joined.sequence;
    this.#context.tally.snapshotSent();
    this.send("work_pool.snapshot.v1", { snapshot_sequence, reason: "work_pool_updated", work_pool: pool });
  }

  #receive(text: string): void {
    this.#socket.pause();
    this.#turn = this.#takeAfter(this.#turn, text);
  }

  async #takeAfter(earlier: Promise<void>, text: string): Promise<void> {
    await earlier;
    if (this.isOpen) await this.#take(text);
    if (this.isOpen) this.#socket.resume();
  }

  async #take(text: string): Promise<void> {
    const frame = frameOf(text);
    try {
      if (frame === null) this.close("protocol_error");
      else if (this.#joined === null) await this.#join(frame);
      else await this.#hear(frame, this.#joined);
    } catch (error) {
      this.#context.logger.warn({ err: error, workPool: this.#poolName }, "a worker's channel failed");
      const isHeartbeat = frame?.type === "worker.heartbeat.v1";
      if (isHeartbeat) this.#context.tally.heartbeatFailed();
      this.close(isHeartbeat ? "heartbeat_persistence_failed" : "transient_server_error");
    }
  }

  async #join(frame: WorkerFrame): Promise<void> {
    if (frame.type !== "worker.hello.v1") {
      this.close("protocol_error");
      return;
    }
    clearTimeout(this.#patience);
    const hello = frame.payload;
    if (!hello.supported_channel_versions.includes(CHANNEL_VERSION)) {
      this.close("unsupported_version");
      return;
    }
    const joined = await this.#joinPool(hello);
    if (joined === null) return;
    const cleanups = new ChannelCleanups(this, this.#context, joined, hello);
    const room = new ChannelRoom(hello);
    const waiting = new ChannelWaiting(this, this.#context.waitingProcesses);
    this.#socket.once("close", () => waiting.clear());
    this.#joined = { hello, cleanups, room, waiting, pool: joined.pool, sequence: 1 };
    this.send("worker.ready.v1", readiness(hello, joined, cleanups.concurrency));
    this.#onJoined(this);
  }

  /** Null when the worker may not join, and was told so. */
  async #joinPool(hello: WorkerHello): Promise<JoinedPool | null> {
    try {
      return await this.#context.store.command("joinWorkerChannel", { pool: this.#poolName, hello });
    } catch (error) {
      if (!(error instanceof ApiError) || error.isTransient()) throw error;
      this.close(error.code === "forbidden" ? "authorization_failed" : "protocol_error");
      return null;
    }
  }

  async #hear(frame: WorkerFrame, { hello, cleanups, room, waiting }: Joined): Promise<void> {
    if (frame.type === "worker.hello.v1") this.close("protocol_error");
    else if (frame.type === "tutti.waits.v1") waiting.add(frame.payload);
    else if (frame.type === "tutti.waits_no_more.v1") waiting.remove(frame.payload.process_id);
    else if (frame.type === "tutti.room.v1") {
      const isNews = room.left === 0;
      room.say(frame);
      if (isNews) this.#onRoom();
    } else if (frame.type !== "worker.heartbeat.v1") await cleanups.settle(frame);
    else if (frame.payload.consumer_id !== hello.consumer_id || frame.payload.worker_name !== hello.worker_name) {
      this.close("protocol_error");
    } else {
      const { worker_name: name, heartbeat_interval_seconds } = frame.payload;
      const heartbeat = { pool: this.#poolName, name, heartbeat_interval_seconds };
      await this.#context.store.command("recordWorkerHeartbeat", heartbeat);
    }
  }
}

function frameOf(text: string): WorkerFrame | null {
  try {
    return workerFrame.safeParse(parseJson(text)).data ?? null;
  } catch (error) {
    if (error instanceof JsonRefused) return null;
    throw error;
  }
}

/** What of a pool a worker has to know at once. */
function visible({ base_job_template, concurrency_limit, is_paused, storage_configuration }: WorkPool): string {
  return JSON.stringify([base_job_template, concurrency_limit, is_paused, storage_configuration]);
}

function readiness(
  hello: WorkerHello,
  { pool, queues }: JoinedPool,
  cleanupConcurrency: number,
): ServerPayloads["worker.ready.v1"] {
  const accepted = [
    HEARTBEAT_CAPABILITY,
    SNAPSHOT_CAPABILITY,
    ...(cleanupConcurrency > 0 ? [CLEANUP_CAPABILITY] : []),
    ...[DELIVERY_CAPABILITY, BEGINNING_CAPABILITY].filter((name) => hello.requested_capabilities.includes(name)),
  ];
  return {
    consumer_id: hello.consumer_id,
    worker_id: null,
    selected_channel_version: CHANNEL_VERSION,
    effective_heartbeat_interval_seconds: hello.heartbeat_interval_seconds,
    accepted_capabilities: accepted,
    rejected_capabilities: [...new Set(hello.requested_capabilities)].filter((name) => !accepted.includes(name)),
    effective_max_cleanup_concurrency: cleanupConcurrency,
    resolved_work_queues: queues,
    initial_snapshot: { snapshot_sequence: 1, reason: "initial", work_pool: pool },
  };
}
