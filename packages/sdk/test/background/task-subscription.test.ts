import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { ApiClient } from "@tutti/client/http";
import { afterEach, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { TaskSubscription } from "../../src/background/task-subscription.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that lets whoever comes subscribe, and says when somebody has. */
class Peer {
  readonly subscribed: Promise<void>;
  readonly #http: Server;
  readonly #sockets: WebSocketServer;

  private constructor(http: Server) {
    this.#http = http;
    this.#sockets = new WebSocketServer({ server: http, handleProtocols: () => "prefect" });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.subscribed = promise;
    this.#sockets.on("connection", (socket) => {
      socket.once("message", () => {
        socket.send('{"type":"auth_success"}');
        socket.once("message", () => resolve());
      });
    });
    closing.push(() => this.close());
  }

  static async start(): Promise<Peer> {
    const http = createServer((_request, response) => {
      response.setHeader("x-tutti-version", "0.1.0").end('"3.8.8"');
    });
    http.listen(0, "127.0.0.1");
    await once(http, "listening");
    return new Peer(http);
  }

  get url(): string {
    const address = this.#http.address();
    return typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}/api` : "";
  }

  close(): void {
    for (const client of this.#sockets.clients) client.terminate();
    this.#http.closeAllConnections();
    this.#http.close();
  }
}

test("a worker that waits for task runs finds its server again where that has moved to", async () => {
  const [first, second] = [await Peer.start(), await Peer.start()];
  const addresses = [first.url, second.url];
  const told: (string | null)[] = [];
  const api = new ApiClient({
    locate: async (failed) => {
      told.push(failed?.url ?? null);
      return { url: addresses[Math.min(told.length - 1, 1)] ?? "", authString: null };
    },
  });
  const subscription = new TaskSubscription(api, { keys: ["greet"], limit: 1, execute: async () => undefined });
  await first.subscribed;
  first.close();
  await second.subscribed;
  await subscription.close();
  expect(told).toEqual([null, addresses[0]]);
});

test("who takes task runs hears that no more will come, where that is so", async () => {
  const peer = await Peer.start();
  const api = new ApiClient({ locate: async () => ({ url: peer.url, authString: null }) });
  // More connections than any list of them can have.
  const subscription = new TaskSubscription(api, { keys: ["greet"], limit: 2 ** 33, execute: async () => undefined });
  await expect(subscription.whenLost).rejects.toThrow("Task runs are not taken any more: Invalid array length");
});
