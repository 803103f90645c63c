import { once } from "node:events";
import { createServer, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Passes requests on to a server, or holds their answers back for as long as it is told to. */
export class HeldServer {
  readonly #server: Server;
  readonly #target: URL;
  readonly #held: (() => void)[] = [];
  #isHolding = false;

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((incoming, answer) => {
      const { method, url, headers } = incoming;
      const { hostname, port } = this.#target;
      const onward = request({ hostname, port, method, path: url, headers }, (reply) => {
        const pass = () => {
          answer.writeHead(reply.statusCode ?? 502, reply.headers);
          reply.pipe(answer);
        };
        if (this.#isHolding) this.#held.push(pass);
        else pass();
      });
      onward.on("error", () => endBadly(answer));
      incoming.pipe(onward);
    });
  }

  static async before(target: string): Promise<HeldServer> {
    const held = new HeldServer(target);
    held.#server.listen(0, "127.0.0.1");
    await once(held.#server, "listening");
    return held;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${this.#target.pathname}`;
  }

  hold(): void {
    this.#isHolding = true;
  }

  release(): void {
    this.#isHolding = false;
    for (const pass of this.#held.splice(0)) pass();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

function endBadly(answer: ServerResponse): void {
  answer.writeHead(502).end();
}
