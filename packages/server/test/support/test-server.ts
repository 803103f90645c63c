import { randomUUID } from "node:crypto";
import { pino } from "pino";
import type { ServerConfig } from "../../src/config.ts";
import { systemDeps } from "../../src/deps.ts";
import { startServer, type RunningServer } from "../../src/server.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { freshSqlite } from "./databases.ts";
import { testConfig } from "./test-app.ts";
import { TEST_KEY } from "./test-clock.ts";

export interface TestServer extends RunningServer {
  /** Base of the sockets: `ws://host:port/api`. */
  readonly socketUrl: string;
  readonly database: { readonly kind: "sqlite"; url(): string };
  readonly drop: () => Promise<void>;
}

/** A whole server on a free port and a SQLite file of its own; `wrap` may stand between it and its store. */
export async function startTestServer(
  changes: Partial<ServerConfig> = {},
  wrap: (store: Store) => Store = (store) => store,
): Promise<TestServer> {
  const database = await freshSqlite();
  const config = testConfig(changes);
  const server = await startServer({
    config,
    store: openStore(database.url, [TEST_KEY], config.slotWaits).then(wrap),
    deps: systemDeps,
    logger: pino({ level: "silent" }),
    instanceId: randomUUID(),
    stop: null,
  });
  return {
    ...server,
    database: { kind: "sqlite", url: () => database.url },
    socketUrl: `${server.origin.replace("http", "ws")}/api`,
    async drop() {
      await server.close();
      await database.drop();
    },
  };
}
