import { setImmediate as nextTurn } from "node:timers/promises";

// O1: what is on record is given back in the order in which it ended, one turn of the event loop for each: a race has the
//     winner it had, and what the winner's code asks for next stands in the same order. Only what was asked for by then can
//     be put in order.

interface Ticket {
  readonly at: number;
  readonly loaded: Promise<unknown>;
  readonly go: () => void;
}

class ReplayOrder {
  readonly #waiting: Ticket[] = [];
  #isSorted = true;
  #isRunning = false;

  /** What `load` gives, when everything that is asked for and ended before `at` was given. */
  async inTurn<T>(at: number, load: () => Promise<T>): Promise<T> {
    const loaded = load();
    loaded.catch(() => undefined);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ at, loaded, go: resolve });
    this.#isSorted = false;
    if (!this.#isRunning) void this.#run();
    await promise;
    return loaded;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      await nextTurn();
      const first = this.#first();
      await first?.loaded.catch(() => undefined);
      // Another that ended before it may have been asked for meanwhile.
      if (this.#first() !== first) continue;
      this.#waiting.pop();
      first?.go();
    }
    this.#isRunning = false;
  }

  #first(): Ticket | undefined {
    if (!this.#isSorted) this.#waiting.sort((a, b) => b.at - a.at);
    this.#isSorted = true;
    return this.#waiting.at(-1);
  }
}

/** One for the process: subflows race with steps of the flow around them. */
export const replayOrder = new ReplayOrder();
