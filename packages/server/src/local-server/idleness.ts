const IDLE_MS = 10 * 60_000;

/** What tells whether anybody still needs this server. */
export interface Activity {
  /** Connections open now, sockets among them. */
  openConnections(): Promise<number>;
  /** Whether a run is due soon. */
  hasWork(): Promise<boolean>;
}

/** Decides when a server that was started in the background may leave: after ten minutes without anybody and anything. */
export class Idleness {
  readonly #activity: Activity;
  readonly #now: () => number;
  #busyAtMs: number;

  /** The clock is monotonic: a laptop that slept has not been idle. */
  constructor(activity: Activity, now: () => number) {
    this.#activity = activity;
    this.#now = now;
    this.#busyAtMs = now();
  }

  /** Somebody was here, if only for a moment. */
  touch(): void {
    this.#busyAtMs = this.#now();
  }

  async isOver(): Promise<boolean> {
    const isBusy = (await this.#activity.openConnections()) > 0 || (await this.#activity.hasWork());
    if (isBusy) this.touch();
    return this.#now() - this.#busyAtMs >= IDLE_MS;
  }
}
