import { rm } from "node:fs/promises";
import { TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";
import type { Pool } from "pg";
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

/** The address of the database that a server started with these settings has. Throws `invalid_setting`. */
export function databaseUrlOf(env: Environment): string {
  return readConfig([], env).databaseUrl;
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
    await refuseWhileServed(pool);
    await pool.query(`drop schema if exists "${POSTGRES_SCHEMA}" cascade`);
  } finally {
    await pool.end();
  }
}

/** Connections that were just closed, Postgres may not have noticed yet. */
const CLOSED_WITHIN_MS = 2000;
const LOOK_EVERY_MS = 50;

/** A Postgres database is everybody's: the servers of other homes and machines are known by their connections. */
async function refuseWhileServed(pool: Pool): Promise<void> {
  const deadline = performance.now() + CLOSED_WITHIN_MS;
  for (;;) {
    const { rows } = await pool.query<{ open: number; from: string | null }>(OTHER_CONNECTIONS);
    const { open = 0, from = null } = rows[0] ?? {};
    if (open === 0) return;
    if (performance.now() > deadline) {
      throw new TuttiError(
        "database_in_use",
        `${open} connections to it are open${from === null ? "" : `, from ${from}`}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

const OTHER_CONNECTIONS = `
  select count(*)::int as open, string_agg(distinct host(client_addr), ', ') as "from"
  from pg_stat_activity
  where datname = current_database() and application_name = 'tutti' and pid <> pg_backend_pid()`;
