import type { FastifyBaseLogger } from "fastify";
import type { RunningServer } from "../server.ts";
import { Idleness } from "./idleness.ts";

const LOOK_EVERY_MS = 30_000;
const SOON_SECONDS = 3600;

/** Calls `leave` once, when nobody has been connected for ten minutes and no run is due within the hour. */
export function leaveWhenIdle(server: RunningServer, leave: () => void, log: FastifyBaseLogger): { stop(): void } {
  const { server: listener } = server.app;
  const idleness = new Idleness(
    {
      openConnections: () =>
        new Promise((resolve, reject) => {
          listener.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
        }),
      hasWork: () => server.store.command("isRunDue", { within: SOON_SECONDS }),
    },
    () => performance.now(),
  );
  listener.on("connection", () => idleness.touch());
  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
  return { stop: () => clearInterval(timer) };

  async function look(): Promise<void> {
    try {
      if (await idleness.isOver()) leave();
    } catch (error) {
      log.warn({ err: error }, "cannot tell whether anybody needs this server");
    }
  }
}
