import type { FlowRunScope } from "./flow-run-scope.ts";

type Listener = (count: number) => void;

/** The flow runs this process executes now, outermost first, and those it is about to. */
class ActiveRuns {
  readonly #scopes = new Set<FlowRunScope>();
  readonly #openings = new Set<Promise<unknown>>();
  readonly #listeners: Listener[] = [];
  #waiting: (() => void)[] = [];

  /** Gives the function that takes the run out again. */
  add(scope: FlowRunScope): () => void {
    this.#scopes.add(scope);
    this.#tell();
    return () => {
      this.#scopes.delete(scope);
      this.#tell();
    };
  }

  /** A run that is being made on the server: it counts from now on, and is there when this resolves. */
  async opened<T>(opening: Promise<T>): Promise<T> {
    this.#openings.add(opening);
    this.#tell();
    try {
      return await opening;
    } finally {
      this.#openings.delete(opening);
      this.#tell();
    }
  }

  /** Resolves when the runs that are being made are there, or could not be made. */
  async whenOpened(): Promise<void> {
    await Promise.allSettled(this.#openings);
  }

  /** Resolves when every run that was cancelled has ended, its hooks called. */
  async whenNoneIsCancelled(): Promise<void> {
    while (this.all().some((scope) => scope.stopped?.kind === "cancelled")) await this.#nextChange();
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  all(): FlowRunScope[] {
    return [...this.#scopes];
  }

  onChange(listener: Listener): void {
    this.#listeners.push(listener);
  }

  #tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
    for (const listener of this.#listeners) listener(this.#scopes.size + this.#openings.size);
  }
}

export const activeRuns = new ActiveRuns();
