import type { Server, Socket } from "node:net";
import type { FastifyInstance } from "fastify";

/** How often connections that nobody uses any more are looked for while the server stops. */
const LOOK_EVERY_MS = 50;

/** From the stop on each answer is its connection's last: one that stays open for more would be waited for. */
export function endConnectionsWithAnswers(app: FastifyInstance): void {
  let isStopping = false;
  app.addHook("preClose", async () => {
    isStopping = true;
  });
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (isStopping) reply.header("connection", "close");
    done();
  });
}

/** The connections on which nobody has said anything yet, such as browsers keep; Node does not count them as idle. */
export class SilentConnections {
  readonly #open = new Set<Socket>();

  constructor(server: Server) {
    server.on("connection", (socket: Socket) => {
      this.#open.add(socket);
      socket.once("close", () => this.#open.delete(socket));
    });
  }

  close(): void {
    for (const socket of this.#open) if (socket.bytesRead === 0) socket.destroy();
  }
}

/** Closes, until `closed` is settled, connections that wait for a request. Those under way are left alone. */
export async function closeUnusedUntil(
  closed: Promise<unknown>,
  app: FastifyInstance,
  silent: SilentConnections,
): Promise<void> {
  const sweep = setInterval(() => {
    app.server.closeIdleConnections();
    silent.close();
  }, LOOK_EVERY_MS);
  try {
    await closed;
  } finally {
    clearInterval(sweep);
  }
}
