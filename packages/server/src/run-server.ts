import { randomUUID } from "node:crypto";
import { TuttiError } from "@tutti/core/errors";
import { destination, pino, type Logger } from "pino";
import { readConfig, type ServerConfig } from "./config.ts";
import { systemDeps } from "./deps.ts";
import { isLoopback } from "./http/origin-check.ts";
import { TUTTI_VERSION } from "./http/versions.ts";
import type { Lock } from "./local-server/election.ts";
import { homePassword } from "./local-server/generated-password.ts";
import { leaveWhenIdle } from "./local-server/leave-when-idle.ts";
import { removeServerFile, writeServerFile } from "./local-server/server-file.ts";
import { becomeLocalServer } from "./local-server/take-over.ts";
import { startServer, type RunningServer } from "./server.ts";

/** Runs a server in this process until it is told to stop. What keeps it from starting is one line, and exit code 1. */
export async function runServer(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  try {
    const config = readConfig(argv, env);
    const lock = await becomeLocalServer(config);
    await serve(await secured(config), lock);
  } catch (error) {
    if (!(error instanceof TuttiError)) throw error;
    process.stderr.write(`tutti: ${error.message}. ${error.fix}\n`);
    process.exitCode = 1;
    process.disconnect?.();
  }
}

/** Beyond loopback nobody is let in without a password; it is shown when it is made, and never again. */
async function secured(config: ServerConfig): Promise<ServerConfig> {
  if (config.authString !== null || config.allowsUnauthenticated || isLoopback(config.host)) return config;
  const { authString, isNew } = await homePassword(config.home);
  if (isNew) process.stdout.write(`Password of this server, shown this once: TUTTI_API_AUTH_STRING=${authString}\n`);
  return { ...config, authString };
}

async function serve(config: ServerConfig, lock: Lock): Promise<void> {
  const logger = pino({ level: config.logLevel, base: null }, destination({ fd: 2, sync: true }));
  const instanceId = randomUUID();
  const stopping = Promise.withResolvers<string>();
  const stop = config.isEphemeral ? () => setImmediate(stopping.resolve, "asked by a client") : null;
  let server: RunningServer;
  try {
    server = await startServer({ config, deps: systemDeps, logger, instanceId, stop });
  } catch (error) {
    lock.release();
    throw error;
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.resolve(signal));
  await announce(server, config, instanceId);
  const idleness = config.isEphemeral ? leaveWhenIdle(server, () => stopping.resolve("idle"), logger) : null;

  const reason = await stopping.promise;
  logger.info({ reason }, "stopping");
  idleness?.stop();
  await shutDown(server, config, instanceId, logger);
  lock.release();
  process.disconnect?.();
}

async function announce(server: RunningServer, config: ServerConfig, instanceId: string): Promise<void> {
  const url = `${server.origin}/api`;
  await writeServerFile(config.home, {
    pid: process.pid,
    api_url: url,
    instance_id: instanceId,
    version: TUTTI_VERSION,
  });
  process.stdout.write(`Tutti ${TUTTI_VERSION} is ready: dashboard ${server.origin}/dashboard, API ${url}\n`);
  process.send?.({ type: "ready", url });
}

/** Clients that look for a server from now on shall not find this one. */
async function shutDown(
  server: RunningServer,
  config: ServerConfig,
  instanceId: string,
  logger: Logger,
): Promise<void> {
  await removeServerFile(config.home, instanceId);
  await server.close();
  logger.info("stopped");
}
