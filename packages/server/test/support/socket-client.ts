import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { WebSocket, type ClientOptions } from "ws";

/** A client's end of a socket, with everything that arrived in the order of its arrival. */
export class SocketClient {
  readonly socket: WebSocket;
  /** Messages, parsed, and pongs as `{ pong: payload }`. */
  readonly received: unknown[] = [];
  #onReceived: () => void = () => undefined;

  static async open(url: string, protocols: string[] = [], options: ClientOptions = {}): Promise<SocketClient> {
    const client = new SocketClient(new WebSocket(url, protocols, options));
    await once(client.socket, "open");
    return client;
  }

  /** Opens, and shakes hands as a client with this secret. */
  static async enter(url: string, protocol: string, token: string | null = null): Promise<SocketClient> {
    const client = await SocketClient.open(url, [protocol]);
    client.send({ type: "auth", token });
    await client.until((messages) => messages.length === 1);
    client.received.length = 0;
    return client;
  }

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data: Buffer) => this.#receive(JSON.parse(data.toString())));
    socket.on("pong", (payload: Buffer) => this.#receive({ pong: payload.toString() }));
  }

  send(message: unknown): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Resolves with all messages when they are as wished. */
  async until(isDone: (received: readonly unknown[]) => boolean): Promise<readonly unknown[]> {
    while (!isDone(this.received)) {
      await new Promise<void>((resolve) => {
        this.#onReceived = resolve;
      });
    }
    return this.received;
  }

  /** Code and reason with which the other end closed. */
  async closed(): Promise<{ code: number; reason: string }> {
    const [code, reason] = (await once(this.socket, "close")) as [number, Buffer];
    return { code, reason: reason.toString() };
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.socket, "close");
    this.socket.close();
    await closed;
  }

  #receive(message: unknown): void {
    this.received.push(message);
    this.#onReceived();
  }
}

/** The HTTP status with which an upgrade was refused, and the body of that answer. */
export async function refusedUpgrade(
  url: string,
  protocols: string[] = [],
  options: ClientOptions = {},
): Promise<{ status: number | undefined; body: unknown }> {
  const socket = new WebSocket(url, protocols, options);
  const [, response] = (await once(socket, "unexpected-response")) as [unknown, IncomingMessage];
  const chunks: Buffer[] = await response.toArray();
  return { status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) };
}
