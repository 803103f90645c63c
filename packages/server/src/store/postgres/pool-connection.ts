import { Socket } from "node:net";
import { Client, type ClientConfig } from "pg";

/** A connection whose silence can be seen, and which can be cut in the middle of a statement. */
export class PoolConnection extends Client {
  /** Of the process that serves it, as Postgres told; null before it has. */
  declare readonly processID: number | null;
  readonly #socket: Socket;

  constructor(config?: ClientConfig) {
    const socket = new Socket();
    super({ ...config, stream: () => socket });
    this.#socket = socket;
  }

  /** Another number when something was sent or received since. */
  get traffic(): number {
    return this.#socket.bytesRead + this.#socket.bytesWritten;
  }

  /** Its statements fail as those of a lost connection. */
  cut(): void {
    this.#socket.destroy();
  }
}
