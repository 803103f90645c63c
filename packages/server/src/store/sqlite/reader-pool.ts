import { availableParallelism } from "node:os";
import { messageOf } from "../failure.ts";
import type { ThreadOptions } from "./message.ts";
import { storeEnded, ThreadClient } from "./thread-client.ts";

const READERS_MAX = Math.max(2, Math.min(4, availableParallelism() - 1));

/** Threads that read, each started when all before it are busy. One that fails, as by an answer larger than its memory, is replaced. */
export class ReaderPool {
  readonly #options: Omit<ThreadOptions, "script">;
  readonly #readers: Promise<ThreadClient>[] = [];
  #clients: ThreadClient[] = [];
  #isClosed = false;

  constructor(options: Omit<ThreadOptions, "script">) {
    this.#options = options;
  }

  async read(name: string, params: unknown): Promise<unknown> {
    if (this.#isClosed) throw storeEnded();
    const reader = await this.#leastBusy();
    return reader.call(name, params);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const started = await Promise.allSettled(this.#readers);
    await Promise.all(started.flatMap((reader) => (reader.status === "fulfilled" ? [reader.value.close()] : [])));
  }

  async #leastBusy(): Promise<ThreadClient> {
    const idle = this.#clients.find((client) => client.load === 0);
    if (idle !== undefined) return idle;
    if (this.#readers.length < READERS_MAX) this.#startReader();
    const [first] = this.#clients.toSorted((a, b) => a.load - b.load);
    return first ?? (await Promise.race(this.#readers));
  }

  #startReader(): void {
    const starting = ThreadClient.start({ script: "reader-thread", ...this.#options }).catch((error: unknown) => {
      throw storeEnded(messageOf(error));
    });
    this.#readers.push(starting);
    const forget = () => void this.#readers.splice(this.#readers.indexOf(starting), 1);
    starting.then((client) => this.#add(client, forget), forget);
  }

  #add(client: ThreadClient, forget: () => void): void {
    this.#clients.push(client);
    client.goOnWithout(() => {
      this.#clients = this.#clients.filter((other) => other !== client);
      forget();
    });
  }
}
