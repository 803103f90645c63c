import type { EventSession } from "@tutti/client/event-session";

/**
 * How many calls may begin in one turn of the event loop: what they report first is queued by the next. As many as keep the
 * server busy: of a step under way a hundred times as much is in memory as of one that waits.
 */
const TURN_MAX = 200;

/** A call that is not admitted yet. */
export interface Waiting {
  begin(): void;
}

/**
 * Lets calls of tasks begin as fast as the server commits what they report, in the order in which they were made: of a
 * hundred thousand made at once all but a few hundred wait, and take no more room than their arguments. What a call
 * waits for is the server alone, never the end of another call.
 */
export class Admission {
  readonly #session: Pick<EventSession, "isFull" | "whenRoom">;
  #left = TURN_MAX;
  #waiting: Waiting[] = [];
  #isTurning = false;

  constructor(session: Pick<EventSession, "isFull" | "whenRoom">) {
    this.#session = session;
  }

  /** Whether a call that came now would have to wait. */
  get isBusy(): boolean {
    return this.#left === 0 || this.#waiting.length > 0 || this.#session.isFull;
  }

  /** Null when the call may begin at once. */
  enter(): Promise<void> | null {
    if (this.isBusy) return new Promise((begin) => this.wait({ begin }));
    this.#left--;
    if (this.#left === 0) this.#turn();
    return null;
  }

  wait(call: Waiting): void {
    this.#waiting.push(call);
    this.#turn();
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
    for (const call of admitted) call.begin();
    if (this.#waiting.length > 0) this.#turn();
  }
}
