import { reasonOf } from "@tutti/client/response-error";
import type { Narrator } from "../narrator.ts";

const LONGEST_WAIT_MS = 60_000;

/** Does something again and again, one after the other, and sooner when it is woken. What fails is tried again, less often. */
export class Loop {
  readonly #what: string;
  readonly #everyMs: number;
  readonly #work: () => Promise<void>;
  readonly #narrator: Narrator;
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> | null = null;
  #isWoken = false;
  #isStopped = false;
  #failures = 0;

  constructor(what: string, everyMs: number, work: () => Promise<void>, narrator: Narrator) {
    this.#what = what;
    this.#everyMs = everyMs;
    this.#work = work;
    this.#narrator = narrator;
  }

  /** The first round, or the next, begins at once; while one is under way another follows it. */
  wake(): void {
    if (this.#isStopped) return;
    this.#isWoken = true;
    if (this.#round !== null) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#round = this.#runRound().finally(() => {
      this.#round = null;
      this.plan();
    });
  }

  /** Begins no more rounds; resolves when the one under way is over. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#round;
  }

  async #runRound(): Promise<void> {
    this.#isWoken = false;
    try {
      await this.#work();
      this.#failures = 0;
    } catch (error) {
      this.#failures++;
      if (this.#isStopped) return;
      this.#narrator.warn(`${this.#what} failed (${reasonOf(error)}); it is tried again`);
    }
  }

  /** The next round begins when its time has come. */
  plan(): void {
    if (this.#isStopped) return;
    if (this.#isWoken && this.#failures === 0) {
      this.wake();
      return;
    }
    const waitMs = Math.min(this.#everyMs * 2 ** Math.min(this.#failures, 4), Math.max(LONGEST_WAIT_MS, this.#everyMs));
    this.#timer = setTimeout(() => this.wake(), waitMs);
  }
}
