import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

// How Prefect's engine hears why it is going to be ended: it connects to the port, says its token on a line, and may say more,
// which the first version of the protocol passes over. A byte tells the intent, `a` answers that it was understood; the
// signal then interrupts its code. Without a word before it, SIGTERM means to the engine that it crashed, and its hooks for
// cancellation are not called.

const CANCEL = "c";
const UNDERSTOOD = 0x61;
const ANSWERED_WITHIN_MS = 1000;
const NAMED_WITHIN_MS = 5000;
const TOKEN_BYTES = 16;
const LINE_MAX = 256;

/** What one process of Prefect's engine is told, and how it can be reached. */
export interface ControlSession {
  readonly environment: Readonly<Record<string, string>>;
  /** Says that the run is cancelled; answers whether the engine understood. */
  readonly announceCancel: () => Promise<boolean>;
  readonly end: () => void;
}

/** Listens on the loopback, from its first session on, and keeps no process alive. */
export class ControlChannel {
  #server: Promise<Server> | null = null;
  /** By token, from when it is given out until its session ends; null while nobody has come with it. */
  readonly #sockets = new Map<string, Socket | null>();

  async open(): Promise<ControlSession> {
    const server = await (this.#server ??= this.#listen());
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const token = randomBytes(TOKEN_BYTES).toString("hex");
    this.#sockets.set(token, null);
    return {
      environment: { PREFECT__CONTROL_PORT: String(port), PREFECT__CONTROL_TOKEN: token },
      announceCancel: () => announce(this.#sockets.get(token) ?? null),
      end: () => {
        this.#sockets.get(token)?.destroy();
        this.#sockets.delete(token);
      },
    };
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.values()) socket?.destroy();
    this.#sockets.clear();
    (await this.#server)?.close();
  }

  async #listen(): Promise<Server> {
    const server = createServer((socket) => void this.#greet(socket));
    server.listen(0, "127.0.0.1").unref();
    await once(server, "listening");
    return server;
  }

  /** A token lets one connection in, once. */
  async #greet(socket: Socket): Promise<void> {
    socket.unref();
    socket.on("error", () => socket.destroy());
    const token = await lineFrom(socket);
    if (token === null || this.#sockets.get(token) !== null) {
      socket.destroy();
      return;
    }
    this.#sockets.set(token, socket);
    // What an engine says of itself is passed over.
    socket.resume();
  }
}

async function lineFrom(socket: Socket): Promise<string | null> {
  const patience = AbortSignal.timeout(NAMED_WITHIN_MS);
  let text = "";
  while (text.length < LINE_MAX && !text.includes("\n")) {
    const [chunk]: unknown[] = await once(socket, "data", { signal: patience }).catch(() => []);
    if (!Buffer.isBuffer(chunk)) return null;
    text += chunk.toString("latin1");
  }
  return text.split("\n")[0] ?? null;
}

async function announce(socket: Socket | null): Promise<boolean> {
  if (socket === null || socket.destroyed) return false;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const onData = (chunk: Buffer): void => {
    if (chunk.includes(UNDERSTOOD)) resolve(true);
  };
  const timer = setTimeout(() => resolve(false), ANSWERED_WITHIN_MS);
  socket.on("data", onData);
  socket.once("close", () => resolve(false));
  socket.write(CANCEL);
  const isUnderstood = await promise;
  clearTimeout(timer);
  socket.off("data", onData);
  return isUnderstood;
}
