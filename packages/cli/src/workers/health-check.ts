import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { TuttiError } from "@tutti/core/errors";
import { WORKER_SETTINGS } from "@tutti/core/settings/worker-settings";
import type { Worker } from "@tutti/worker/worker";

/** Missing as many polls in a row says that the worker hangs. */
const MISSED_POLLS = 30;

export interface HealthSettings {
  readonly healthHost: string;
  readonly healthPort: number;
  readonly querySeconds: number;
}

/** Answers /health: 200 while the worker asks for work, else 503, so that whoever looks restarts it. */
export class HealthCheck {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Throws `invalid_setting` where nothing can be answered, as at a port that is taken. */
  static async listen(worker: Pick<Worker, "sincePollMs">, settings: HealthSettings): Promise<HealthCheck> {
    const mostMs = settings.querySeconds * 1000 * MISSED_POLLS;
    const server = createServer((request, response) => {
      const isKnown = request.url === "/health";
      const isWell = worker.sincePollMs <= mostMs;
      const status = isKnown ? (isWell ? 200 : 503) : 404;
      const message = isKnown ? (isWell ? "OK" : "The worker has not asked for work for too long.") : "Not Found";
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ message }));
    });
    server.listen(settings.healthPort, settings.healthHost);
    try {
      await once(server, "listening");
    } catch (error) {
      const { name } = WORKER_SETTINGS.healthPort;
      const reason = error instanceof Error ? error.message : String(error);
      throw new TuttiError("invalid_setting", `${name}: no health check can be answered (${reason})`, { cause: error });
    }
    return new HealthCheck(server);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
