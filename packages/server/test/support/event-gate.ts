import { randomUUID } from "node:crypto";
import type { Store } from "../../src/store/store.ts";

/** Stands before a store, and holds back, fails, or counts its commits of events as the test says. */
export class EventGate {
  /** The ids of each batch that reached the store, whatever became of it. */
  batches: string[][] = [];
  /** What the recorder fails with for these ids; null lets them pass. */
  failure: (ids: readonly string[]) => Error | null = () => null;
  #held: Promise<void> | null = null;
  #onBatch: () => void = () => {};

  readonly wrap = (store: Store): Store => ({
    isShared: store.isShared,
    read: (name, params) => store.read(name, params),
    onChanges: (listener) => store.onChanges(listener),
    onCommit: (listener) => store.onCommit(listener),
    close: () => store.close(),
    command: async (name, params) => {
      if (name === "recordEvents") await this.#pass(params);
      return store.command(name, params);
    },
  });

  reset(): void {
    this.batches = [];
    this.failure = () => null;
    this.#held = null;
  }

  /** Nothing is committed until the returned function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held = promise;
    return () => {
      this.#held = null;
      resolve();
    };
  }

  /** Resolves when so many batches have come. */
  async arrived(count: number): Promise<void> {
    while (this.batches.length < count) {
      await new Promise<void>((resolve) => {
        this.#onBatch = resolve;
      });
    }
  }

  async #pass(params: unknown): Promise<void> {
    const { events } = params as { events: readonly { row: { id: string } }[] };
    const ids = events.map(({ row }) => row.id);
    this.batches.push(ids);
    this.#onBatch();
    await this.#held;
    const error = this.failure(ids);
    if (error !== null) throw error;
  }
}

/** An event of a user's, which no rule looks at. */
export function sampleEvent(changes: Record<string, unknown> = {}) {
  return {
    id: randomUUID(),
    occurred: "2026-11-22T10:00:00.123456Z",
    event: "test.happened",
    resource: { "prefect.resource.id": "test.thing" },
    ...changes,
  };
}
