import { randomUUID } from "node:crypto";
import { destination, pino } from "pino";
import type { ServerConfig } from "./config.ts";
import { systemDeps } from "./deps.ts";
import { TUTTI_VERSION } from "./http/versions.ts";
import { leaveWhenIdle } from "./local-server/leave-when-idle.ts";
import { removeServerFile, writeServerFile } from "./local-server/server-file.ts";
import { startServer } from "./server.ts";
import type { Store } from "./store/store.ts";

/**
 * Serves until a signal, a client or idleness ends it, and says in the home's file where. `onReady` hears the origin.
 * Rejects when it cannot begin; the store is closed either way.
 */
export async function serveHome(
  config: ServerConfig,
  store: Promise<Store>,
  onReady: (origin: string) => void,
): Promise<void> {
  const logger = pino({ level: config.logLevel, base: null }, destination({ fd: 2, sync: true }));
  const instanceId = randomUUID();
  const stopping = Promise.withResolvers<string>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.resolve(signal));
  // The client that asks is answered first.
  const stop = config.isEphemeral ? () => setImmediate(stopping.resolve, "asked by a client") : null;

  const server = await startServer({ config, store, deps: systemDeps, logger, instanceId, stop });
  await writeServerFile(config.home, {
    pid: process.pid,
    api_url: `${server.origin}/api`,
    instance_id: instanceId,
    version: TUTTI_VERSION,
  });
  onReady(server.origin);
  const idleness = config.isEphemeral ? leaveWhenIdle(server, () => stopping.resolve("idle"), logger) : null;

  const reason = await stopping.promise;
  logger.info({ reason }, "stopping");
  idleness?.stop();
  // Clients that look for a server from now on shall not find this one.
  await removeServerFile(config.home, instanceId);
  await server.close();
  logger.info("stopped");
}
