import type { ApiClient } from "./http.ts";
import { LogBacklog } from "./log-backlog.ts";
import { createLogs, type LogRecord } from "./logs.ts";
import { reasonOf, ResponseError } from "./response-error.ts";

const SHIP_EVERY_MS = 1000;
const MAX_MESSAGE_CHARACTERS = 200_000;

/**
 * Sends log records to the server in the order they were written, in batches, within about a second. Nothing waits for
 * it but `flush`. Records that the server refuses, or cannot be sent for as long as requests are repeated, are dropped
 * and told to `onDropped`; so are those that come faster than they can be kept, and all that somebody waits for who flushes
 * while no server answers: each batch would take as long as the one before.
 */
export class LogShipper {
  readonly #api: ApiClient;
  readonly #onDropped: (count: number, reason: string) => void;
  readonly #backlog: LogBacklog;
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
    backlog: LogBacklog = new LogBacklog(),
  ) {
    this.#backlog = backlog;
    this.#api = api;
    this.#onDropped = onDropped;
  }

  add(record: LogRecord): void {
    if (this.#backlog.isFull) {
      this.#unkept += 1;
      return;
    }
    this.#added += 1;
    this.#backlog.push({ ...record, message: shortened(record.message) });
    if (this.#backlog.hasBatch) this.#start();
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
    for (let left = this.#backlog.size; left > 0;) {
      const batch = this.#backlog.take(left);
      left -= batch.length;
      try {
        await createLogs(this.#api, batch);
        this.#settled += batch.length;
      } catch (error) {
        const awaited = isRefusal(error) ? 0 : Math.max(0, this.#awaited - this.#settled - batch.length);
        this.#backlog.drop(awaited);
        left -= awaited;
        this.#settled += batch.length + awaited;
        this.#onDropped(batch.length + awaited, reasonOf(error));
      }
    }
    if (this.#unkept === 0) return;
    this.#onDropped(this.#unkept, "too many waited to be sent");
    this.#unkept = 0;
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
