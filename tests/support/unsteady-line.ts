import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as passed } from "node:timers/promises";

/** What stands between a client and a server: it passes on, slowly or until it breaks. */
export class UnsteadyLine {
  readonly #server: Server;
  readonly #behind: URL;
  readonly #open = new Set<Socket>();
  /** How many connections break next, and after how many bytes of the client's. */
  breaks = { connections: 0, afterBytes: 0 };
  /** How long each piece of the client's takes. */
  delayMs = 0;
  /** How many connections broke. */
  broken = 0;

  private constructor(behind: string) {
    this.#behind = new URL(behind);
    this.#server = createServer((client) => void this.#pass(client));
  }

  static async before(behind: string): Promise<UnsteadyLine> {
    const line = new UnsteadyLine(behind);
    line.#server.listen(0, "127.0.0.1");
    await once(line.#server, "listening");
    return line;
  }

  /** The address behind, by this line. */
  get url(): string {
    const address = this.#server.address();
    const url = new URL(this.#behind);
    url.port = String(typeof address === "object" ? address?.port : "");
    return url.href;
  }

  /** It is steady from now on, and nothing broke yet. */
  mend(): void {
    this.breaks = { connections: 0, afterBytes: 0 };
    this.delayMs = 0;
    this.broken = 0;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    for (const socket of this.#open) socket.destroy();
    await closed;
  }

  async #pass(client: Socket): Promise<void> {
    const server = connect(Number(this.#behind.port), this.#behind.hostname);
    for (const socket of [client, server]) {
      this.#open.add(socket);
      socket.on("error", () => undefined).on("close", () => this.#open.delete(socket));
    }
    server.pipe(client);
    let bytes = 0;
    try {
      for await (const piece of client) {
        bytes += piece.length;
        if (this.breaks.connections > 0 && bytes > this.breaks.afterBytes) return this.#break(client, server);
        if (this.delayMs > 0) await passed(this.delayMs);
        server.write(piece);
      }
      server.end();
    } catch {
      server.destroy();
    }
  }

  #break(client: Socket, server: Socket): void {
    this.breaks.connections--;
    this.broken++;
    client.destroy();
    server.destroy();
  }
}
