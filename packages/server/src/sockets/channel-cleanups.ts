import { parseInstant, type Instant } from "@tutti/core/instant";
import { CLEANUP_CAPABILITY, type WorkerFrame, type WorkerHello } from "@tutti/core/wire/worker-channel";
import type { JoinedPool } from "../commands/workers/join-worker-channel.ts";
import type { CleanupAnswer } from "../commands/workers/settle-cleanup.ts";
import type { WorkerChannel } from "./worker-channel.ts";
import type { ChannelContext } from "./worker-channels.ts";

type Word = Extract<WorkerFrame, { type: `cleanup.${string}` }>;

const OPERATIONS = { "cleanup.ack.v1": "ack", "cleanup.release.v1": "release", "cleanup.renew.v1": "renew" } as const;

/** What a worker has been told to clean up, and has not finished: no more at a time than it can take. */
export class ChannelCleanups {
  /** How many it takes at a time; 0 when it takes none. */
  readonly concurrency: number;
  readonly #channel: WorkerChannel;
  readonly #context: ChannelContext;
  readonly #poolId: string;
  readonly #queueIds: readonly string[];
  readonly #kinds: WorkerHello["handled_cleanup_kinds"];
  /** The end of each one's lease, by its token. */
  readonly #inHand = new Map<string, Instant>();

  constructor(channel: WorkerChannel, context: ChannelContext, { pool, queues }: JoinedPool, hello: WorkerHello) {
    const isAble = hello.requested_capabilities.includes(CLEANUP_CAPABILITY) && hello.handled_cleanup_kinds.length > 0;
    this.concurrency = isAble ? hello.max_cleanup_concurrency : 0;
    this.#channel = channel;
    this.#context = context;
    this.#poolId = pool.id;
    this.#queueIds = queues.map((queue) => queue.id);
    this.#kinds = hello.handled_cleanup_kinds;
  }

  get hasRoom(): boolean {
    const now = this.#context.deps.now();
    for (const [token, until] of this.#inHand) if (until <= now) this.#inHand.delete(token);
    return this.#channel.isOpen && this.#inHand.size < this.concurrency;
  }

  /** Takes one message that waits, of its own queues or of any, and hands it to the worker; false when there is none. */
  async deliverOne(fromAnyQueue: boolean): Promise<boolean> {
    const { store, cleanupPolicy } = this.#context;
    const delivery = await store.command("reserveCleanup", {
      poolId: this.#poolId,
      kinds: this.#kinds,
      queueIds: fromAnyQueue ? null : this.#queueIds,
      leaseSeconds: cleanupPolicy.leaseSeconds,
    });
    if (delivery === null) return false;
    if (!this.#channel.isOpen) {
      await this.#tell("release", delivery.message_id, delivery.reservation_token);
      this.#context.tally.delivery("released");
      return false;
    }
    this.#hold(delivery.reservation_token, delivery.lease_expires_at);
    this.#channel.send("cleanup.message.v1", delivery);
    this.#context.tally.delivery("delivered");
    return true;
  }

  /** The worker says what became of a message; the answer tells whether that counts. */
  async settle({ id, type, payload }: Word): Promise<void> {
    const operation = OPERATIONS[type];
    const { message_id, reservation_token } = payload;
    const answer = this.concurrency === 0 ? NOT_ACCEPTED : await this.#tell(operation, message_id, reservation_token);
    this.#context.tally.operation(operation, answer.status);
    if (answer.status !== "error") this.#inHand.delete(reservation_token);
    if (answer.lease_expires_at !== null) this.#hold(reservation_token, answer.lease_expires_at);
    const about = { request_frame_id: id, message_id, operation };
    this.#channel.send("cleanup.operation_result.v1", { ...about, ...answer, detail: null });
  }

  async #tell(operation: "ack" | "release" | "renew", messageId: string, token: string): Promise<CleanupAnswer> {
    const { store, cleanupPolicy, logger } = this.#context;
    const word = { operation, poolId: this.#poolId, messageId, token };
    try {
      return await store.command("settleCleanup", { word, policy: cleanupPolicy });
    } catch (error) {
      logger.warn({ err: error, message: messageId }, "a worker's word on a cleanup was not recorded");
      return { status: "error", reason: "cleanup_queue_operation_failed", lease_expires_at: null };
    }
  }

  #hold(token: string, until: string): void {
    const at = parseInstant(until);
    if (at !== null) this.#inHand.set(token, at);
  }
}

const NOT_ACCEPTED: CleanupAnswer = {
  status: "unauthorized",
  reason: "cleanup_delivery_not_accepted",
  lease_expires_at: null,
};
