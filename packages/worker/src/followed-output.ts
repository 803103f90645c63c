import { delay } from "@tutti/client/delay";

const AGAIN_AFTER_MS = 500;
/** How long what is left of the output may take to come when the job has ended. */
const LAST_LINES_MS = 10_000;

/** How reading from where it stopped last went: to an end, until something broke, or not, as it never will. */
export type ReadOutcome = "read" | "broken" | "unreadable";

/**
 * Follows what a job prints elsewhere, over a connection that may break: it is read again, by `read`, until it was read to an
 * end after the job's own.
 */
export class FollowedOutput {
  readonly #read: (signal: AbortSignal) => Promise<ReadOutcome>;
  readonly #over = new AbortController();
  readonly #late = new AbortController();
  readonly #following: Promise<void>;

  constructor(read: (signal: AbortSignal) => Promise<ReadOutcome>) {
    this.#read = read;
    this.#following = this.#follow();
  }

  /** The job has ended: resolves when its last line was told, or does not come. */
  async close(): Promise<void> {
    this.#over.abort();
    const patience = delay(LAST_LINES_MS, this.#late.signal);
    await Promise.race([this.#following, patience]);
    this.#late.abort();
  }

  async #follow(): Promise<void> {
    while (!this.#late.signal.aborted) {
      const wasOver = this.#over.signal.aborted;
      const outcome = await this.#read(this.#late.signal);
      // What ended may have broken off: only what is read after the job's end is all.
      if (outcome === "unreadable" || (outcome === "read" && wasOver)) return;
      await delay(AGAIN_AFTER_MS, this.#over.signal);
    }
  }
}
