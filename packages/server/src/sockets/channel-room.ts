import { addSeconds, type Instant } from "@tutti/core/instant";
import type { WorkerFrame, WorkerHello } from "@tutti/core/wire/worker-channel";
import { DELIVERY_CAPABILITY } from "@tutti/core/wire/worker-channel";

type RoomFrame = Extract<WorkerFrame, { type: "tutti.room.v1" }>;

/** How many runs a worker would take now, as it last said, less those it was offered since. */
export class ChannelRoom {
  /** Whether runs are pushed to it at all. */
  readonly isAble: boolean;
  readonly queueNames: readonly string[];
  #left = 0;
  #prefetchSeconds = 0;

  constructor({ requested_capabilities, work_queue_names }: WorkerHello) {
    this.isAble = requested_capabilities.includes(DELIVERY_CAPABILITY);
    this.queueNames = work_queue_names;
  }

  get left(): number {
    return this.#left;
  }

  /** Runs that are due until then are for it. */
  until(now: Instant): Instant {
    return addSeconds(now, this.#prefetchSeconds);
  }

  say({ payload }: RoomFrame): void {
    this.#left = this.isAble ? payload.room : 0;
    this.#prefetchSeconds = payload.prefetch_seconds;
  }

  take(count: number): void {
    this.#left = Math.max(0, this.#left - count);
  }
}
