import { randomUUID } from "node:crypto";
import { flushCompileCache } from "node:module";
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

/** What a person who starts a server wants to know. */
export interface ServerNews {
  readonly ready: (server: { readonly origin: string; readonly config: ServerConfig }) => void;
  /** Made just now for a server that listens beyond this machine: the only time it is shown. */
  readonly password: (authString: string) => void;
}

const plainNews: ServerNews = {
  ready({ origin }) {
    process.stdout.write(`Tutti ${TUTTI_VERSION} is ready: dashboard ${origin}/dashboard, API ${origin}/api\n`);
    process.send?.({ type: "ready", url: `${origin}/api` });
  },
  password(authString) {
    process.stdout.write(`Password of this server, shown this once: TUTTI_API_AUTH_STRING=${authString}\n`);
  },
};

/** Runs a server in this process until it is told to stop. What keeps it from starting is one line, and exit code 1. */
export async function runServer(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await serveUntilStopped(argv, env, plainNews);
  } catch (error) {
    if (!(error instanceof TuttiError)) throw error;
    process.stderr.write(`tutti: ${error.message}. ${error.fix}\n`);
    process.exitCode = 1;
    process.disconnect?.();
  }
}

/** The same for a program that tells the news itself. Rejects with what keeps the server from starting. */
export async function serveUntilStopped(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  news: ServerNews,
): Promise<void> {
  const config = readConfig(argv, env);
  const lock = await becomeLocalServer(config);
  await serve(await secured(config, news), lock, news);
}

/** Beyond loopback nobody is let in without a password; it is shown when it is made, and never again. */
async function secured(config: ServerConfig, news: ServerNews): Promise<ServerConfig> {
  if (config.authString !== null || config.allowsUnauthenticated || isLoopback(config.host)) return config;
  const { authString, isNew } = await homePassword(config.home);
  if (isNew) news.password(authString);
  return { ...config, authString };
}

async function serve(config: ServerConfig, lock: Lock, news: ServerNews): Promise<void> {
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
  await placeServerFile(server, config, instanceId);
  news.ready({ origin: server.origin, config });
  // Not at the end only: a process that is killed would leave the next start as slow as its own.
  flushCompileCache();
  const idleness = config.isEphemeral ? leaveWhenIdle(server, () => stopping.resolve("idle"), logger) : null;

  const reason = await stopping.promise;
  logger.info({ reason }, "stopping");
  idleness?.stop();
  await shutDown(server, config, instanceId, logger);
  lock.release();
  process.disconnect?.();
}

async function placeServerFile(server: RunningServer, config: ServerConfig, instanceId: string): Promise<void> {
  await writeServerFile(config.home, {
    pid: process.pid,
    api_url: `${server.origin}/api`,
    instance_id: instanceId,
    version: TUTTI_VERSION,
  });
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
