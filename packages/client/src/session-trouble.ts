import { delay } from "./delay.ts";
import { backoffMs } from "./request-retry.ts";

/** How often in a row, and for how long, a session's attempts to report have come to nothing. */
export class SessionTrouble {
  #attempts = 0;
  #beganAt = 0;

  /** An attempt failed; gives for how long they have. */
  note(): number {
    if (this.#attempts === 0) this.#beganAt = performance.now();
    this.#attempts++;
    return performance.now() - this.#beganAt;
  }

  end(): void {
    this.#attempts = 0;
  }

  /** Waits as long as is due before the next attempt: not at all without trouble. */
  async pause(): Promise<void> {
    if (this.#attempts > 0) await delay(backoffMs(this.#attempts - 1, Math.random()));
  }
}
