import { randomUUID } from "node:crypto";
import { TuttiError } from "@tutti/core/errors";
import { pino } from "pino";
import type { ServerConfig } from "./config.ts";
import { systemDeps } from "./deps.ts";
import { TUTTI_VERSION } from "./http/versions.ts";
import { leaveWhenIdle } from "./local-server/leave-when-idle.ts";
import { logDestination } from "./log-destination.ts";
import { removeServerFile, writeServerFile } from "./local-server/server-file.ts";
import { startServer, type RunningServer } from "./server.ts";
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
  const logger = pino({ level: config.logLevel, base: null }, logDestination());
  const instanceId = randomUUID();
  const stopping = Promise.withResolvers<string>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.resolve(signal));
  // The client that asks is answered first.
  const stop = config.isEphemeral ? () => setImmediate(stopping.resolve, "asked by a client") : null;

  const server = await startServer({ config, store, deps: systemDeps, logger, instanceId, stop });
  await announce(server, config.home, instanceId);
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

/** A server that nobody can find does not begin. */
async function announce(server: RunningServer, home: string, instanceId: string): Promise<void> {
  const place = {
    pid: process.pid,
    api_url: `${server.origin}/api`,
    instance_id: instanceId,
    version: TUTTI_VERSION,
  };
  try {
    await writeServerFile(home, place);
  } catch (error) {
    await server.close();
    throw new TuttiError("unwritable_home", `${home} (${error instanceof Error ? error.message : String(error)})`, {
      cause: error,
    });
  }
}
