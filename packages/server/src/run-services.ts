import { TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";
import { pino } from "pino";
import { readConfig, type ServerConfig } from "./config.ts";
import { systemDeps } from "./deps.ts";
import { logDestination } from "./log-destination.ts";
import { openStore } from "./run-server.ts";
import { startServices } from "./services/registry.ts";
import { parseDatabaseUrl } from "./store/open-store.ts";

/**
 * Does in this process what servers that were started without services leave undone, until a signal ends it. It listens
 * nowhere. Throws `invalid_setting` for SQLite, whose one server is the only process that may write.
 */
export async function runServicesUntilStopped(env: Environment, ready: (config: ServerConfig) => void): Promise<void> {
  const config = readConfig([], env);
  if (parseDatabaseUrl(config.databaseUrl).kind === "sqlite") {
    throw new TuttiError("invalid_setting", "services run apart from the server with Postgres only");
  }
  const stopping = Promise.withResolvers<void>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.resolve());
  const store = await openStore(config);
  const logger = pino({ level: config.logLevel, base: null }, logDestination());
  const services = startServices(config, { store, deps: systemDeps, logger }, `http://${config.host}:${config.port}`);
  ready(config);
  await stopping.promise;
  await services.stop();
  await store.close();
}
