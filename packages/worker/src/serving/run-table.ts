import type { RunControl } from "./run-control.ts";

/** The runs that a worker has taken, and how many more it may take. */
export class RunTable {
  readonly #limit: number | null;
  readonly #controls = new Map<string, RunControl>();
  readonly #onRoom: () => void;
  #wakeWhenEmpty: (() => void)[] = [];

  /** `onRoom` is told when a run leaves a table that was full. */
  constructor(limit: number | null, onRoom: () => void) {
    this.#limit = limit;
    this.#onRoom = onRoom;
  }

  get size(): number {
    return this.#controls.size;
  }

  get room(): number {
    return this.#limit === null ? Infinity : Math.max(0, this.#limit - this.#controls.size);
  }

  has(flowRunId: string): boolean {
    return this.#controls.has(flowRunId);
  }

  ids(): string[] {
    return [...this.#controls.keys()];
  }

  find(flowRunId: string): RunControl | null {
    return this.#controls.get(flowRunId) ?? null;
  }

  all(): RunControl[] {
    return [...this.#controls.values()];
  }

  enter(control: RunControl): void {
    this.#controls.set(control.flowRunId, control);
  }

  leave(control: RunControl): void {
    const wasFull = this.room === 0;
    this.#controls.delete(control.flowRunId);
    if (wasFull) this.#onRoom();
    if (this.size > 0) return;
    const waiting = this.#wakeWhenEmpty;
    this.#wakeWhenEmpty = [];
    for (const wake of waiting) wake();
  }

  whenEmpty(): Promise<void> {
    if (this.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#wakeWhenEmpty.push(resolve));
  }
}
