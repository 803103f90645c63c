import { randomUUID } from "node:crypto";
import { TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";
import { SERVER_SETTINGS } from "@tutti/core/settings/server-settings";
import { pino } from "pino";
import type { ServerConfig } from "../config.ts";
import { TUTTI_VERSION } from "../http/versions.ts";
import { removeServerFile, writeServerFile } from "../local-server/server-file.ts";
import { logDestination } from "../log-destination.ts";
import { parseDatabaseUrl } from "../store/open-store.ts";
import { ServerProcesses } from "./server-processes.ts";

/**
 * Serves by several processes that share a port until a signal ends them all, and says in the home's file where. Throws
 * `invalid_setting` for SQLite, whose one server is the only process that may write, and `lost_processes`.
 */
export async function serveByProcesses(
  config: ServerConfig,
  { argv, environment }: { readonly argv: readonly string[]; readonly environment: Environment },
  onReady: (origin: string) => void,
): Promise<void> {
  requireSharing(config);
  if (config.servesMetrics) (await import("./metrics-of-all.ts")).tellMetricsOfAll();
  const stopping = Promise.withResolvers<void>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.resolve());
  const logger = pino({ level: config.logLevel, base: null }, logDestination());
  const instanceId = randomUUID();
  const processes = new ServerProcesses({
    count: config.workers,
    argv,
    environment: { ...environment, ...secretOf(config) },
    instanceId,
    logger,
  });
  try {
    const started = processes.start();
    const api_url = await Promise.race([started, stopping.promise.then(() => null)]);
    started.catch(() => undefined);
    if (api_url === null) return;
    await writeServerFile(config.home, { pid: process.pid, api_url, instance_id: instanceId, version: TUTTI_VERSION });
    onReady(api_url.replace(/\/api$/, ""));
    await Promise.race([stopping.promise, processes.failure]);
  } finally {
    // Clients that look for a server from now on shall not find this one.
    await Promise.all([removeServerFile(config.home, instanceId), processes.stop()]);
  }
}

function requireSharing({ databaseUrl, workers }: ServerConfig): void {
  if (parseDatabaseUrl(databaseUrl).kind === "postgres") return;
  throw new TuttiError(
    "invalid_setting",
    `--workers ${workers} needs Postgres: a SQLite file is written by one process. Name a database with --database-url`,
  );
}

/** The password that was made for this server. */
function secretOf({ authString }: ServerConfig): Environment {
  return authString === null ? {} : { [SERVER_SETTINGS.authString.name]: authString };
}
