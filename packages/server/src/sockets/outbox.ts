import type { WebSocket } from "ws";

/** What an outbox needs of its socket. */
export type OutboxSocket = Pick<WebSocket, "bufferedAmount"> & {
  readonly OPEN: number;
  readonly readyState: number;
  send(text: string, onSent: () => void): void;
};

/** What may be on its way before more has to wait. */
const BUFFERED_BYTES_MAX = 1024 * 1024;
/** As on Prefect's server. */
const WAITING_MAX = 256;

/**
 * What is on its way to one client. A client that reads too slowly costs no more memory than this: what comes while the
 * outbox is full is dropped, and never sent.
 */
export class Outbox {
  readonly #socket: OutboxSocket;
  #waiting: string[] = [];
  #onSpace: (() => void)[] = [];

  constructor(socket: OutboxSocket) {
    this.#socket = socket;
  }

  /** Sends it as soon as may be; false when it was dropped. */
  offer(frame: string): boolean {
    if (this.#waiting.length >= WAITING_MAX) return false;
    this.#waiting.push(frame);
    this.#sendOn();
    return true;
  }

  /** Resolves when nothing waits: for who can wait instead of dropping. A socket that has closed is waited for no more. */
  async idle(): Promise<void> {
    while (this.#waiting.length > 0 && this.#isOpen()) {
      await new Promise<void>((resolve) => {
        this.#onSpace.push(resolve);
      });
    }
  }

  #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  #sendOn(): void {
    if (!this.#isOpen()) this.#waiting = [];
    while (this.#waiting.length > 0 && this.#socket.bufferedAmount < BUFFERED_BYTES_MAX) {
      this.#socket.send(this.#waiting.shift() ?? "", () => this.#sendOn());
    }
    if (this.#waiting.length > 0) return;
    const waiters = this.#onSpace;
    this.#onSpace = [];
    for (const resolve of waiters) resolve();
  }
}
