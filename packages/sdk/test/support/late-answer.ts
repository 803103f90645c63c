import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** Stands before a server, and holds back its answer to the requests that contain some text, until it is told not to. */
export class LateAnswer {
  readonly #server: Server;
  readonly #asked = Promise.withResolvers<void>();
  readonly #released = Promise.withResolvers<void>();
  readonly #asking = new Set<Socket>();

  private constructor(url: string, text: string) {
    const { hostname, port } = new URL(url);
    this.#server = createServer((client) => this.#join(client, connect(Number(port), hostname), text));
  }

  static async to(url: string, text: string): Promise<LateAnswer> {
    const late = new LateAnswer(url, text);
    late.#server.listen(0, "127.0.0.1");
    await once(late.#server, "listening");
    return late;
  }

  get api(): string {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("it does not listen");
    return `http://127.0.0.1:${address.port}/api`;
  }

  /** Resolves when such a request has come. */
  whenAsked(): Promise<void> {
    return this.#asked.promise;
  }

  /** Its answer goes on its way. */
  release(): void {
    this.#released.resolve();
  }

  /** It never comes: the connections of those who asked break, and who asks again has an answer. */
  lose(): void {
    for (const client of this.#asking) client.destroy();
    this.release();
  }

  async close(): Promise<void> {
    this.release();
    this.#server.close();
    await once(this.#server, "close");
  }

  #join(client: Socket, server: Socket, text: string): void {
    let held: Promise<void> = Promise.resolve();
    client.on("data", (chunk: Buffer) => {
      if (chunk.includes(text)) {
        held = this.#released.promise;
        this.#asking.add(client);
        this.#asked.resolve();
      }
      server.write(chunk);
    });
    server.on("data", (chunk: Buffer) => void held.then(() => client.write(chunk)));
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on("error", () => undefined);
      one.on("close", () => other.destroy());
    }
  }
}
