import type { EventSession } from "@tutti/client/event-session";

/** How many calls may begin in one turn of the event loop: what they report first is queued by the next. */
const TURN_MAX = 1000;

/**
 * Lets calls of tasks begin as fast as the server commits what they report, in the order in which they were made: of a
 * hundred thousand made at once all but a thousand wait, and take no more room than their arguments. What a call
 * waits for is the server alone, never the end of another call.
 */
export class Admission {
  readonly #session: Pick<EventSession, "isFull" | "whenRoom">;
  #left = TURN_MAX;
  #waiting: (() => void)[] = [];
  #isTurning = false;

  constructor(session: Pick<EventSession, "isFull" | "whenRoom">) {
    this.#session = session;
  }

  /** Null when the call may begin at once. */
  enter(): Promise<void> | null {
    if (this.#left > 0 && this.#waiting.length === 0 && !this.#session.isFull) {
      this.#left--;
      if (this.#left === 0) this.#turn();
      return null;
    }
    const admitted = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#turn();
    return admitted;
  }

  #turn(): void {
    if (this.#isTurning) return;
    this.#isTurning = true;
    setImmediate(() => void this.#admit());
  }

  async #admit(): Promise<void> {
    await this.#session.whenRoom();
    this.#isTurning = false;
    const admitted = this.#waiting.splice(0, TURN_MAX);
    this.#left = TURN_MAX - admitted.length;
    for (const begin of admitted) begin();
    if (this.#waiting.length > 0) this.#turn();
  }
}
