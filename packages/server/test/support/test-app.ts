import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { type AppDeps, buildApp } from "../../src/app.ts";
import { readConfig, type ServerConfig } from "../../src/config.ts";
import { SqliteStore } from "../../src/store/sqlite/sqlite-store.ts";
import { systemDeps } from "../../src/deps.ts";
import { freshSqlite } from "./databases.ts";
import { TEST_KEY } from "./test-clock.ts";

export function testConfig(changes: Partial<ServerConfig> = {}): ServerConfig {
  return { ...readConfig([], {}), port: 0, logLevel: "silent", registersBlocks: false, ...changes };
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
  const release = async () => {
    await store.close();
    await database.drop();
  };
  const app = await builtOr(release, {
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
      await release();
    },
  };
}

async function builtOr(release: () => Promise<void>, deps: AppDeps): Promise<FastifyInstance> {
  try {
    return buildApp(deps);
  } catch (error) {
    await release();
    throw error;
  }
}
