import { rm } from "node:fs/promises";
import { TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";
import { readConfig, type ServerConfig } from "./config.ts";
import { lockDatabase } from "./local-server/database-lock.ts";
import { tryLock, type Lock } from "./local-server/election.ts";
import { openStore } from "./run-server.ts";
import { type DatabasePlace, parseDatabaseUrl } from "./store/open-store.ts";

// What is done to a database while no server of this home uses it. Each answers the database's address.

/** Brings the database to the newest form, as a server does when it starts. Throws `database_in_use`. */
export function upgradeDatabase(env: Environment): Promise<string> {
  return alone(env, async (config) => (await openStore(config)).close());
}

/** Empties the database: all that was ever stored is gone. Throws `database_in_use`. */
export function resetDatabase(env: Environment): Promise<string> {
  return alone(env, async (config) => {
    // What belongs to another program is found out by opening it.
    await (await openStore(config)).close();
    await remove(parseDatabaseUrl(config.databaseUrl));
    await (await openStore(config)).close();
  });
}

async function alone(env: Environment, work: (config: ServerConfig) => Promise<void>): Promise<string> {
  const config = readConfig([], env);
  const lock = tryLock(config.home);
  if (lock === null) throw new TuttiError("database_in_use", `the one of ${config.home}`);
  let databaseLock: Lock | null = null;
  try {
    databaseLock = lockDatabase(config.databaseUrl);
    await work(config);
    return config.databaseUrl;
  } finally {
    databaseLock?.release();
    lock.release();
  }
}

async function remove(place: DatabasePlace): Promise<void> {
  if (place.kind === "sqlite") {
    for (const tail of ["", "-wal", "-shm"]) await rm(`${place.path}${tail}`, { force: true });
    return;
  }
  const [{ connectPool }, { POSTGRES_SCHEMA }] = await Promise.all([
    import("./store/postgres/connection-pool.ts"),
    import("./store/dialect.ts"),
  ]);
  const pool = connectPool(place.url);
  try {
    await pool.query(`drop schema if exists "${POSTGRES_SCHEMA}" cascade`);
  } finally {
    await pool.end();
  }
}
