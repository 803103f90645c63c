import type { Answer, Committed, GroupCommit, Work } from "./group-commit.ts";

/** Bounds how long the first of a group waits for its commit. */
const GROUP_MAX = 500;

export interface Job {
  readonly work: Work;
  /** Called once, after the commit. */
  readonly settle: (answer: Answer) => void;
}

/**
 * Commands in the order they came, committed in groups: what arrives while a commit is under way goes into the next.
 * Everything runs in microtasks, so a thread that receives calls as messages sees none until the queue is empty:
 * `gather` fetches those.
 */
export class CommandQueue {
  readonly #commit: GroupCommit;
  readonly #onCommitted: (committed: Committed) => void;
  readonly #gather: () => void;
  #waiting: Job[] = [];
  #draining: Promise<void> | null = null;

  constructor(commit: GroupCommit, onCommitted: (committed: Committed) => void, gather: () => void = () => {}) {
    this.#commit = commit;
    this.#onCommitted = onCommitted;
    this.#gather = gather;
  }

  /** The jobs of one call stay neighbours. */
  add(jobs: readonly Job[]): void {
    this.#waiting.push(...jobs);
    this.#draining ??= this.#drain();
  }

  /** Resolves when everything added before has been answered. */
  async finish(): Promise<void> {
    await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, GROUP_MAX);
      const committed = await this.#commit.run(group.map((job) => job.work));
      for (const [index, answer] of committed.answers.entries()) group[index]?.settle(answer);
      this.#onCommitted(committed);
      this.#gather();
    }
    this.#draining = null;
  }
}
