import type { Server } from "node:http";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import type { Registry } from "prom-client";
import { TuttiError } from "@tutti/core/errors";
import type { ServerConfig } from "./config.ts";
import type { Deps } from "./deps.ts";
import { closeUnusedUntil, SilentConnections } from "./http/last-answers.ts";
import type { ServerMetrics } from "./metrics/server-metrics.ts";
import { BlockRegistration } from "./services/block-registration.ts";
import { startServices } from "./services/registry.ts";
import { serveApiSockets } from "./sockets/registry.ts";
import type { Store } from "./store/store.ts";
import { WaitingProcesses } from "./waiting-processes.ts";

/** How long requests that are under way may take when the server stops. */
const DRAIN_MS = 10_000;

export interface ServerParts {
  readonly config: ServerConfig;
  /** On its way to be open: the server closes it when it ends, or cannot begin. */
  readonly store: Promise<Store>;
  readonly deps: Deps;
  readonly logger: FastifyBaseLogger;
  readonly instanceId: string;
  /** Called when a client asks the server to stop; null when it may not. */
  readonly stop: (() => void) | null;
  /** How this process's metrics are told; alone unless given. */
  readonly metricsText?: (own: Registry) => () => Promise<string>;
}

export interface RunningServer {
  /** Scheme, host and port to reach it by. */
  readonly origin: string;
  readonly app: FastifyInstance;
  readonly store: Store;
  /** Takes nothing more, finishes and answers what was accepted, lets go of the database. */
  close(): Promise<void>;
}

/** Serves the store. Rejects, leaving nothing open, when the app cannot be built, or the database or the port be had. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const [{ buildApp }, store] = await Promise.all([import("./app.ts"), parts.store]);
  const registration = parts.config.registersBlocks ? new BlockRegistration({ ...parts, store }) : null;
  try {
    const metrics = parts.config.servesMetrics ? (await import("./metrics/open-metrics.ts")).openMetrics(store) : null;
    const waitingProcesses = new WaitingProcesses();
    const shared = { ...parts, metrics, waitingProcesses };
    const app = buildApp({ ...shared, store, blocksRegistered: () => registration?.finish() });
    const server = await serve(app, store, shared, registration);
    // One that a program started for itself registers them only when it asks for blocks.
    if (!parts.config.isEphemeral) registration?.plan();
    return server;
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function serve(
  app: FastifyInstance,
  store: Store,
  parts: ServerParts & { readonly metrics: ServerMetrics | null; readonly waitingProcesses: WaitingProcesses },
  registration: BlockRegistration | null,
): Promise<RunningServer> {
  const sockets = serveApiSockets(app.server, store, parts);
  const silent = new SilentConnections(app.server);
  try {
    await listen(app, parts.config);
  } catch (error) {
    await app.close();
    throw error;
  }
  const context = { store, deps: parts.deps, logger: parts.logger };
  const services = parts.config.runsServices
    ? startServices(parts.config, context, originOf(app.server, parts.config.host))
    : null;
  return {
    origin: originOf(app.server, parts.config.host),
    app,
    store,
    async close() {
      await Promise.all([services?.stop(), registration?.stop()]);
      await closeListener(app, sockets, silent);
      await store.close();
    },
  };
}

/** One that runs in the background finds itself a free port when its own is taken. */
async function listen(app: FastifyInstance, { host, port, isEphemeral }: ServerConfig): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "EADDRINUSE" && isEphemeral) await app.listen({ host, port: 0 });
    else if (code === "EADDRINUSE") throw new TuttiError("port_in_use", `${host}:${port}`, { cause: error });
    else if (code === "EACCES") throw new TuttiError("port_in_use", `${host}:${port} is not allowed`, { cause: error });
    else if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new TuttiError("invalid_setting", `host ${host} is no address of this machine`, { cause: error });
    } else throw error;
  }
}

/** Stops taking connections, lets what is under way end, and cuts what does not. */
async function closeListener(
  app: FastifyInstance,
  sockets: { end(): Promise<void> },
  silent: SilentConnections,
): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
  const closed = closeUnusedUntil(app.close(), app, silent);
  await sockets.end();
  await closed;
  clearTimeout(cut);
}

/** An address that clients on this machine can use: `0.0.0.0` is none. */
function originOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}
