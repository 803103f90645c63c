import { formatInstant } from "@tutti/core/instant";
import { poolPollBody, type WorkerOffer } from "@tutti/core/wire/work-offer";
import type { WorkerChannel } from "./worker-channel.ts";
import type { ChannelContext } from "./worker-channels.ts";

/** Commits that follow each other faster are looked at together. */
const LOOK_EVERY_MS = 10;
/** Who was offered a run has so long before another is. */
const OFFER_LASTS_MS = 2000;
/** Remembered at most, so that they cost no memory (E5). */
const MAX_REMEMBERED = 10_000;

/**
 * Offers runs to workers as soon as they are due, over their channels. It is a hint: an offer that is lost is found by
 * the worker's next poll, and who takes the run is decided by `claimFlowRun` alone. While no worker has room nobody looks.
 */
export class RunDeliveries {
  readonly #context: ChannelContext;
  readonly #channels: () => readonly WorkerChannel[];
  readonly #offeredUntil = new Map<string, number>();
  #lookedAt = 0;
  #plan: NodeJS.Timeout | null = null;
  #isLooking = false;
  #hasMore = false;
  #turn = 0;

  constructor(context: ChannelContext, channels: () => readonly WorkerChannel[]) {
    this.#context = context;
    this.#channels = channels;
  }

  /** Something may be due, or somebody may have room. */
  lookSoon(): void {
    this.#hasMore = true;
    if (this.#plan !== null || this.#isLooking || this.#waiting().length === 0) return;
    const sinceMs = performance.now() - this.#lookedAt;
    this.#plan = setTimeout(() => void this.#look(), Math.max(0, LOOK_EVERY_MS - sinceMs)).unref();
    // A timer takes a millisecond at least: what comes after a quiet time goes at once.
    if (sinceMs >= LOOK_EVERY_MS) {
      clearTimeout(this.#plan);
      this.#plan = null;
      void this.#look();
    }
  }

  /** Somebody has asked for a run: it may be due at once, and waits for no other commit. */
  lookNow(): void {
    this.#lookedAt = -Infinity;
    if (this.#plan !== null) clearTimeout(this.#plan);
    this.#plan = null;
    this.lookSoon();
  }

  stop(): void {
    if (this.#plan !== null) clearTimeout(this.#plan);
    this.#plan = null;
  }

  #waiting(): WorkerChannel[] {
    return this.#channels().filter((channel) => channel.isOpen && (channel.room?.left ?? 0) > 0);
  }

  async #look(): Promise<void> {
    this.#plan = null;
    this.#isLooking = true;
    this.#hasMore = false;
    this.#lookedAt = performance.now();
    try {
      await this.#deliver();
    } catch (error) {
      this.#context.logger.warn({ err: error }, "due runs could not be offered to connected workers");
    }
    this.#isLooking = false;
    if (this.#hasMore) this.lookSoon();
  }

  /** Another worker comes first each time, so that none gets all. */
  async #deliver(): Promise<void> {
    this.#forgetOld();
    const waiting = this.#waiting();
    this.#turn += 1;
    const first = this.#turn % Math.max(1, waiting.length);
    for (const channel of [...waiting.slice(first), ...waiting.slice(0, first)]) await this.#offer(channel);
  }

  async #offer(channel: WorkerChannel): Promise<void> {
    const { room, pool } = channel;
    if (room === null || pool === null || pool.is_paused) return;
    const { store, deps } = this.#context;
    const asked = poolPollBody.parse({
      work_queue_names: [...room.queueNames],
      scheduled_before: formatInstant(room.until(deps.now())),
      limit: Math.min(200, room.left + this.#offeredUntil.size),
    });
    const { offers } = await store.read("workForPool", { ...asked, pool: pool.name });
    const due = JSON.parse(Buffer.from(offers).toString()) as WorkerOffer[];
    const fresh = due.filter((offer) => !this.#offeredUntil.has(nameOf(offer))).slice(0, room.left);
    if (fresh.length === 0) return;
    const until = performance.now() + OFFER_LASTS_MS;
    for (const offer of fresh) this.#offeredUntil.set(nameOf(offer), until);
    room.take(fresh.length);
    channel.send("tutti.offers.v1", { offers: fresh });
  }

  #forgetOld(): void {
    const now = performance.now();
    for (const [id, until] of this.#offeredUntil) {
      if (until > now && this.#offeredUntil.size <= MAX_REMEMBERED) return;
      this.#offeredUntil.delete(id);
    }
  }
}

/** A run that is due again, as after a crash, is another offer. */
function nameOf({ flow_run }: WorkerOffer): string {
  return `${flow_run.id} ${flow_run.state_id}`;
}
