import { once } from "node:events";
import { TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";
import { pino } from "pino";
import { readConfig, type ServerConfig } from "../config.ts";
import { systemDeps } from "../deps.ts";
import { logDestination } from "../log-destination.ts";
import { openStore } from "../run-server.ts";
import { startServer } from "../server.ts";
import { freeYoungHeap } from "../young-heap.ts";
import { INSTANCE, PLACE, type ProcessNews } from "./process-news.ts";

/** Serves in this process, beside others of the same server, until it is told to stop. */
export async function serveAsOneOfSeveral(argv: readonly string[], environment: Environment): Promise<void> {
  try {
    await serve(ownPart(readConfig(argv, environment), environment), environment[INSTANCE] ?? "");
  } catch (error) {
    if (!(error instanceof TuttiError)) throw error;
    await tell({ type: "failed", code: error.code, detail: error.detail });
  }
  process.disconnect();
}

/** The first of them does by itself what a server does for all. */
function ownPart(config: ServerConfig, environment: Environment): ServerConfig {
  const isFirst = environment[PLACE] === "0";
  const { runsServices, registersBlocks } = config;
  return { ...config, runsServices: runsServices && isFirst, registersBlocks: registersBlocks && isFirst };
}

async function serve(config: ServerConfig, instanceId: string): Promise<void> {
  const stopping = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  const logger = pino({ level: config.logLevel, base: { pid: process.pid } }, logDestination());
  const store = openStore(config);
  const gather = config.servesMetrics ? (await import("./metrics-of-all.ts")).metricsOfAll : null;
  const parts = { config, store, deps: systemDeps, logger, instanceId, stop: null };
  const server = await startServer(gather === null ? parts : { ...parts, metricsText: gather });
  await tell({ type: "ready", url: `${server.origin}/api` });
  freeYoungHeap();
  await stopping;
  await server.close();
}

function tell(news: ProcessNews): Promise<void> {
  return new Promise((resolve) => process.send?.(news, () => resolve()));
}
