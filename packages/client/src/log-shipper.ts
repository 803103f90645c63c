import type { ApiClient } from "./http.ts";
import { createLogs, type LogRecord } from "./logs.ts";
import { reasonOf, ResponseError } from "./response-error.ts";

const SHIP_EVERY_MS = 1000;
const MAX_BATCH_RECORDS = 1000;
const MAX_BATCH_CHARACTERS = 400_000;
const MAX_MESSAGE_CHARACTERS = 200_000;
/** A program that prints and never waits would have all of its memory filled with what it printed. */
const MAX_WAITING_RECORDS = 2_000_000;

/**
 * Sends log records to the server in the order they were written, in batches, within about a second. Nothing waits for
 * it but `flush`. Records that the server refuses, or cannot be sent for as long as requests are repeated, are dropped
 * and told to `onDropped`; so are those that come faster than they can be kept, and all that somebody waits for who flushes
 * while no server answers: each batch would take as long as the one before.
 */
export class LogShipper {
  readonly #maxWaiting: number;
  readonly #api: ApiClient;
  readonly #onDropped: (count: number, reason: string) => void;
  #records: LogRecord[] = [];
  #timer: NodeJS.Timeout | null = null;
  #shipping: Promise<void> | null = null;
  #added = 0;
  #settled = 0;
  #unkept = 0;
  /** Somebody waits until so many are settled. */
  #awaited = 0;

  constructor(
    api: ApiClient,
    onDropped: (count: number, reason: string) => void,
    maxWaiting: number = MAX_WAITING_RECORDS,
  ) {
    this.#maxWaiting = maxWaiting;
    this.#api = api;
    this.#onDropped = onDropped;
  }

  add(record: LogRecord): void {
    if (this.#records.length >= this.#maxWaiting) {
      this.#unkept += 1;
      return;
    }
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
    this.#awaited = target;
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
        this.#settled += batch.length;
      } catch (error) {
        const awaited = Math.max(0, this.#awaited - this.#settled - batch.length);
        const dropped = isRefusal(error) ? batch : [...batch, ...this.#records.splice(0, awaited)];
        left -= dropped.length - batch.length;
        this.#settled += dropped.length;
        this.#onDropped(dropped.length, reasonOf(error));
      }
    }
    if (this.#unkept === 0) return;
    this.#onDropped(this.#unkept, `more than ${this.#maxWaiting} waited to be sent`);
    this.#unkept = 0;
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

/** The server is there, and does not want these. */
function isRefusal(error: unknown): boolean {
  return error instanceof ResponseError && error.status < 500;
}

function shortened(message: string): string {
  if (message.length <= MAX_MESSAGE_CHARACTERS) return message;
  return `${message.slice(0, MAX_MESSAGE_CHARACTERS)}… (${message.length - MAX_MESSAGE_CHARACTERS} characters more)`;
}
