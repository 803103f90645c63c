import { Agent, request } from "node:http";
import type { GeneratedRequest } from "./generated-request.ts";

/** Keeps its connections, as clients do. */
export class Exchanges {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Rejects when the server gives no answer within two minutes. */
  ask({ operation, path, headers, body }: GeneratedRequest): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const length = body === null ? {} : { "content-length": String(Buffer.byteLength(body)) };
      const asking = request(
        `${this.#origin}${path}`,
        { method: operation.method, agent: this.#agent, headers: { ...headers, ...length }, timeout: 120_000 },
        (reply) => {
          const chunks: Buffer[] = [];
          reply.on("data", (chunk: Buffer) => chunks.push(chunk));
          reply.once("end", () =>
            resolve({ status: reply.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
          );
          reply.once("error", reject);
        },
      );
      asking.once("timeout", () => asking.destroy(new Error("no answer within two minutes")));
      asking.once("error", reject);
      asking.end(body ?? undefined);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
