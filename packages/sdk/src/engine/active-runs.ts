import type { FlowRunScope } from "./flow-run-scope.ts";

type Listener = (count: number) => void;

/** The flow runs this process executes now, outermost first. */
class ActiveRuns {
  readonly #scopes = new Set<FlowRunScope>();
  readonly #listeners: Listener[] = [];

  /** Gives the function that takes the run out again. */
  add(scope: FlowRunScope): () => void {
    this.#scopes.add(scope);
    this.#tell();
    return () => {
      this.#scopes.delete(scope);
      this.#tell();
    };
  }

  all(): FlowRunScope[] {
    return [...this.#scopes];
  }

  onChange(listener: Listener): void {
    this.#listeners.push(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.#scopes.size);
  }
}

export const activeRuns = new ActiveRuns();
