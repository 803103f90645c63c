import { randomUUID } from "node:crypto";
import { takeSlots } from "../../src/commands/limits/take-slots.ts";
import type { Store } from "../../src/store/store.ts";
import type { DatabaseUnderTest } from "../support/databases.ts";
import { withTables } from "../support/rows.ts";
import type { TestDeps } from "../support/test-clock.ts";

export const TASK_RUNS = Array.from({ length: 3 }, () => randomUUID());
const TTL_SECONDS = 60;

export interface Taking {
  readonly names: readonly string[];
  readonly slots: number;
  readonly holder: string | null;
}

/** The real thing, with its accidents. */
export class SlotSystem {
  readonly #database: DatabaseUnderTest;
  #store: Store;
  #deps: TestDeps;

  static async open(database: DatabaseUnderTest): Promise<SlotSystem> {
    const { store, deps } = await database.openOwn();
    return new SlotSystem(database, store, deps);
  }

  private constructor(database: DatabaseUnderTest, store: Store, deps: TestDeps) {
    this.#database = database;
    this.#store = store;
    this.#deps = deps;
  }

  get store(): Store {
    return this.#store;
  }

  /** The lease, or null when there were no slots. */
  async take({ names, slots, holder }: Taking): Promise<string | null> {
    const answer = await this.#store.command("takeSlots", paramsOf(names, slots, holder));
    return answer.kind === "taken" ? answer.leaseId : null;
  }

  /** Takes, and dies before the commit. */
  async takeAndDie({ names, slots, holder }: Taking): Promise<void> {
    const died = new Error("died");
    const dying = withTables(this.#database, async (db) => {
      await db.transaction().execute(async (tx) => {
        await takeSlots(tx, this.#deps, paramsOf(names, slots, holder));
        throw died;
      });
    });
    await dying.catch((error: unknown) => {
      if (error !== died) throw error;
    });
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  /** The server dies and comes back: nothing but the database is left. */
  async restart(): Promise<void> {
    await this.#store.close();
    const { store, deps } = await this.#database.openOwn();
    deps.advance((this.#deps.now() - deps.now()) / 1e6);
    [this.#store, this.#deps] = [store, deps];
  }

  async release(id: string): Promise<void> {
    await this.#store.command("releaseSlotLease", { id });
  }

  /** False when the lease is gone. */
  async renew(id: string): Promise<boolean> {
    const renewing = this.#store.command("renewSlotLease", { id, durationSeconds: TTL_SECONDS });
    return renewing.then(
      () => true,
      () => false,
    );
  }

  async endExpired(): Promise<void> {
    await this.#store.command("endSlotLeases", { endedBy: this.#deps.now(), limit: 1000 });
  }

  advance(seconds: number): void {
    this.#deps.advance(seconds);
  }

  async change(name: string, changes: { limit?: number; active?: boolean }): Promise<void> {
    await this.#store.command("updateConcurrencyLimit", { key: { name }, changes });
  }

  async activeOf(name: string): Promise<number | undefined> {
    return (await this.#store.read("readConcurrencyLimit", { name }))?.active_slots;
  }

  async holdersOf(tag: string): Promise<readonly string[]> {
    return (await this.#store.read("readTagLimit", { tag }))?.active_slots ?? [];
  }
}

function paramsOf(names: readonly string[], slots: number, holder: string | null) {
  const who = holder === null ? null : { type: "task_run" as const, id: holder };
  const lease = { id: null, durationSeconds: TTL_SECONDS, holder: who };
  return { names, slots, mode: "concurrency" as const, lease };
}
