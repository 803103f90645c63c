import { randomUUID } from "node:crypto";
import { delay } from "./delay.ts";
import { type Claim, claim } from "@tutti/core/wire/lease";
import { PREFECT_PROTOCOL } from "@tutti/core/wire/session";
import type { waitingProcess } from "@tutti/core/wire/waiting-process";
import { type WorkerOffer, workerOffer } from "@tutti/core/wire/work-offer";
import { type WorkPool, workPool } from "@tutti/core/wire/work-pool";
import {
  BEGINNING_CAPABILITY,
  CHANNEL_VERSION,
  DELIVERY_CAPABILITY,
  HEARTBEAT_CAPABILITY,
  SNAPSHOT_CAPABILITY,
} from "@tutti/core/wire/worker-channel";
import type { WebSocket } from "ws";
import { z } from "zod";
import { FrameAge } from "./frame-age.ts";
import type { ApiClient } from "./http.ts";
import { readFrame } from "./read-frame.ts";
import { backoffMs } from "./request-retry.ts";
import { openSocket } from "./session-socket.ts";
import { poolPath } from "./work-pools.ts";

const POLICY_VIOLATION = 1008;

const snapshot = z.object({ work_pool: workPool });
const serverFrame = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("worker.ready.v1"),
    sent_at: z.string(),
    payload: z.object({ accepted_capabilities: z.array(z.string()), initial_snapshot: snapshot }),
  }),
  z.object({ type: z.literal("work_pool.snapshot.v1"), payload: snapshot }),
  z.object({ type: z.literal("tutti.offers.v1"), payload: z.object({ offers: z.array(workerOffer) }) }),
  z.object({
    type: z.literal("tutti.begun.v1"),
    sent_at: z.string(),
    payload: z.object({ process_id: z.string(), claim }),
  }),
]);

/** What a worker is told over its channel. */
export interface ChannelListener {
  /** The pool as it is now. */
  readonly onPool: (pool: WorkPool) => void;
  readonly onOffers: (offers: readonly WorkerOffer[]) => void;
  /** A run was made and begun for a process that waited; so much longer than others the word of it took. */
  readonly onBegun: (processId: string, claim: Claim, ageMs: number) => void;
  /** Offers are on their way again, once the worker says how many it would take. */
  readonly onReady: () => void;
}

export interface ChannelPlace {
  readonly pool: string;
  readonly workerName: string;
  readonly workerType: string;
  readonly queues: readonly string[];
  readonly heartbeatSeconds: number;
}

/**
 * A worker's end of its channel with a Tutti server: hears of due runs and of its pool at once. It connects again by
 * itself; while it is away, and where a server has no such channel, nothing is told, and the worker polls.
 */
export class WorkerChannelClient {
  readonly #api: ApiClient;
  readonly #place: ChannelPlace;
  readonly #listener: ChannelListener;
  readonly #consumerId = randomUUID();
  readonly #ended = new AbortController();
  #socket: WebSocket | null = null;
  #isReady = false;
  #begins = false;
  #age = new FrameAge();

  constructor(api: ApiClient, place: ChannelPlace, listener: ChannelListener) {
    this.#api = api;
    this.#place = place;
    this.#listener = listener;
  }

  /** Resolves when it is closed, or sent away for good. Never rejects. */
  async run(): Promise<void> {
    if ((await this.#api.server()).kind !== "tutti") return;
    for (let attempt = 0; !this.#ended.signal.aborted; attempt++) {
      const code = await this.#connectOnce();
      if (this.#isReady) attempt = 0;
      this.#isReady = false;
      this.#begins = false;
      if (code === POLICY_VIOLATION) return;
      await delay(backoffMs(attempt, Math.random()), this.#ended.signal);
    }
  }

  /** How many runs the worker would take now, and how long before their time. */
  sayRoom(room: number, prefetchSeconds: number): void {
    if (this.#isReady) this.#say("tutti.room.v1", { room, prefetch_seconds: prefetchSeconds });
  }

  /** A process waits for runs, and would take the next at once. */
  sayWaits(process: z.input<typeof waitingProcess>): void {
    if (this.#begins) this.#say("tutti.waits.v1", process);
  }

  sayWaitsNoMore(processId: string): void {
    if (this.#begins) this.#say("tutti.waits_no_more.v1", { process_id: processId });
  }

  close(): void {
    this.#ended.abort();
    this.#socket?.close(1000);
  }

  /** Stays as long as the connection does; the code with which it ended, null when there was none. */
  async #connectOnce(): Promise<number | null> {
    const path = `${poolPath(this.#place.pool)}/workers/connect`;
    const open = await openSocket(await this.#api.address(), path, [PREFECT_PROTOCOL]).catch(() => null);
    if (open === null || this.#ended.signal.aborted) {
      open?.socket.terminate();
      return null;
    }
    const { socket } = open;
    this.#socket = socket;
    const closed = new Promise<number>((resolve) => {
      socket.on("close", resolve);
    });
    socket.on("error", () => socket.terminate());
    socket.on("message", (data: Buffer) => this.#hear(data.toString()));
    this.#say("worker.hello.v1", this.#hello());
    const code = await closed;
    this.#socket = null;
    return code;
  }

  #hello(): Record<string, unknown> {
    const { workerName, workerType, queues, heartbeatSeconds } = this.#place;
    return {
      consumer_id: this.#consumerId,
      worker_name: workerName,
      worker_type: workerType,
      heartbeat_interval_seconds: heartbeatSeconds,
      supported_channel_versions: [CHANNEL_VERSION],
      requested_capabilities: [HEARTBEAT_CAPABILITY, SNAPSHOT_CAPABILITY, DELIVERY_CAPABILITY, BEGINNING_CAPABILITY],
      work_queue_names: queues,
    };
  }

  #hear(text: string): void {
    // What this end does not know is passed over.
    const frame = readFrame(serverFrame, text);
    if (frame === null) return;
    if (frame.type === "tutti.offers.v1") this.#listener.onOffers(frame.payload.offers);
    else if (frame.type === "tutti.begun.v1") {
      const { process_id, claim } = frame.payload;
      this.#listener.onBegun(process_id, claim, this.#age.ms(frame.sent_at));
    } else if (frame.type === "work_pool.snapshot.v1") this.#listener.onPool(frame.payload.work_pool);
    else {
      this.#listener.onPool(frame.payload.initial_snapshot.work_pool);
      this.#age = new FrameAge();
      this.#age.ms(frame.sent_at);
      const accepted = frame.payload.accepted_capabilities;
      this.#isReady = accepted.includes(DELIVERY_CAPABILITY);
      this.#begins = accepted.includes(BEGINNING_CAPABILITY);
      this.#listener.onReady();
    }
  }

  #say(type: string, payload: Record<string, unknown>): void {
    this.#socket?.send(JSON.stringify({ type, id: randomUUID(), sent_at: new Date().toISOString(), payload }));
  }
}
