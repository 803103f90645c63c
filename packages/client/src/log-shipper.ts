import type { ApiClient } from "./http.ts";
import { createLogs, type LogRecord } from "./logs.ts";
import { reasonOf } from "./response-error.ts";

const SHIP_EVERY_MS = 1000;
const MAX_BATCH_RECORDS = 1000;
const MAX_BATCH_CHARACTERS = 400_000;
const MAX_MESSAGE_CHARACTERS = 200_000;

/**
 * Sends log records to the server in the order they were written, in batches, within about a second. Nothing waits for
 * it but `flush`. Records that the server refuses, or cannot be sent for as long as requests are repeated, are dropped
 * and told to `onDropped`.
 */
export class LogShipper {
  readonly #api: ApiClient;
  readonly #onDropped: (count: number, reason: string) => void;
  #records: LogRecord[] = [];
  #timer: NodeJS.Timeout | null = null;
  #shipping: Promise<void> | null = null;
  #added = 0;
  #settled = 0;

  constructor(api: ApiClient, onDropped: (count: number, reason: string) => void) {
    this.#api = api;
    this.#onDropped = onDropped;
  }

  add(record: LogRecord): void {
    this.#added += 1;
    this.#records.push({ ...record, message: shortened(record.message) });
    if (this.#records.length >= MAX_BATCH_RECORDS) this.#start();
    this.#timer ??= setTimeout(() => {
      this.#start();
    }, SHIP_EVERY_MS).unref();
  }

  /** Whether there are records on their way. */
  get isBusy(): boolean {
    return this.#settled < this.#added;
  }

  /** Resolves when every record added so far was sent, or dropped. */
  async flush(): Promise<void> {
    const target = this.#added;
    while (this.#settled < target) {
      this.#start();
      await this.#shipping;
    }
  }

  #start(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#shipping ??= this.#ship().finally(() => {
      this.#shipping = null;
    });
  }

  // Only what is there now: what is written meanwhile waits for the next second, else each line would go by itself.
  async #ship(): Promise<void> {
    for (let left = this.#records.length; left > 0;) {
      const batch = this.#takeBatch(left);
      left -= batch.length;
      try {
        await createLogs(this.#api, batch);
      } catch (error) {
        this.#onDropped(batch.length, reasonOf(error));
      }
      this.#settled += batch.length;
    }
  }

  #takeBatch(most: number): LogRecord[] {
    let characters = 0;
    let count = 0;
    for (const record of this.#records) {
      characters += record.message.length;
      if (count === Math.min(most, MAX_BATCH_RECORDS)) break;
      if (count > 0 && characters > MAX_BATCH_CHARACTERS) break;
      count++;
    }
    return this.#records.splice(0, count);
  }
}

function shortened(message: string): string {
  if (message.length <= MAX_MESSAGE_CHARACTERS) return message;
  return `${message.slice(0, MAX_MESSAGE_CHARACTERS)}… (${message.length - MAX_MESSAGE_CHARACTERS} characters more)`;
}
