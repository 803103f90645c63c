import type { WebSocket } from "ws";

const GOING_AWAY = 1001;
const ANSWER_WITHIN_MS = 1000;

/** Every socket that is open: a listener does not close while one is. */
export class OpenSockets {
  readonly #sockets = new Set<WebSocket>();
  #isEnding = false;

  /** True when no more are taken. */
  get isEnding(): boolean {
    return this.#isEnding;
  }

  get count(): number {
    return this.#sockets.size;
  }

  add(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
  }

  refuseMore(): void {
    this.#isEnding = true;
  }

  /** Closes what is open, and cuts what does not answer. */
  async closeAll(): Promise<void> {
    this.#isEnding = true;
    const closed = [...this.#sockets].map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    for (const socket of this.#sockets) socket.close(GOING_AWAY, "The server is stopping");
    const cut = setTimeout(() => {
      for (const socket of this.#sockets) socket.terminate();
    }, ANSWER_WITHIN_MS);
    await Promise.all(closed);
    clearTimeout(cut);
  }
}
