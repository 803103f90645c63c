/** What is asked of a socket to know whether somebody is at its other end. */
export interface WatchedSocket {
  readonly OPEN: number;
  readonly readyState: number;
  readonly isPaused: boolean;
  ping(): void;
  terminate(): void;
  on(event: "pong" | "message" | "ping", listener: () => void): unknown;
  once(event: "close", listener: () => void): unknown;
}

/** Ends sockets whose other end is gone without a word: two rounds without any sign. Without sockets it does nothing. */
export class Keepalive {
  readonly #missed = new Map<WatchedSocket, number>();
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | null = null;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  watch(socket: WatchedSocket): void {
    this.#missed.set(socket, 0);
    const isHere = () => this.#missed.set(socket, 0);
    socket.on("pong", isHere);
    socket.on("message", isHere);
    socket.on("ping", isHere);
    socket.once("close", () => {
      this.#missed.delete(socket);
      if (this.#missed.size === 0) this.#stop();
    });
    this.#timer ??= setInterval(() => this.tick(), this.#everyMs).unref();
  }

  tick(): void {
    for (const [socket, missed] of this.#missed) {
      if (missed >= 2 && !socket.isPaused) socket.terminate();
      else if (socket.readyState === socket.OPEN) {
        this.#missed.set(socket, missed + 1);
        socket.ping();
      }
    }
  }

  #stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
