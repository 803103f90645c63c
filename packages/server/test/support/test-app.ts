import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { buildApp } from "../../src/app.ts";
import { readConfig, type ServerConfig } from "../../src/config.ts";
import { SqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { systemDeps } from "../../src/deps.ts";
import { freshSqlite } from "./databases.ts";
import { TEST_KEY } from "./test-clock.ts";

export function testConfig(changes: Partial<ServerConfig> = {}): ServerConfig {
  return { ...readConfig([], {}), port: 0, logLevel: "silent", ...changes };
}

export interface TestApp {
  readonly app: FastifyInstance;
  readonly close: () => Promise<void>;
}

/** The application on a SQLite file of its own, without a port: `app.inject` asks it. */
export async function openTestApp(
  changes: Partial<ServerConfig> = {},
  more: { dashboardFolder?: string; stop?: () => void } = {},
): Promise<TestApp> {
  const database = await freshSqlite();
  const store = await SqliteStore.open(database.url.slice("sqlite:///".length), [TEST_KEY]);
  const app = buildApp({
    store,
    config: testConfig(changes),
    deps: systemDeps,
    logger: pino({ level: "silent" }),
    instanceId: randomUUID(),
    stop: more.stop ?? null,
    ...(more.dashboardFolder === undefined ? {} : { dashboardFolder: more.dashboardFolder }),
  });
  return {
    app,
    async close() {
      await app.close();
      await store.close();
      await database.drop();
    },
  };
}
