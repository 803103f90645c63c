import { Client, Pool, types } from "pg";
import { POSTGRES_SCHEMA, TURN_TIMEOUT_MS } from "../dialect.ts";
import { PoolConnection } from "./pool-connection.ts";

const POOL_MAX = 10;
/**
 * How long a transaction stays open whose server does not go on: it was stopped, or cut off. What it locked, other servers
 * wait for, and so does everybody who reads events in the order of their commits.
 */
const IDLE_TRANSACTION_TIMEOUT_MS = 5000;
/** How long a statement waits for what others have locked: long locks are answered, and keep no connection from other work. */
const LOCK_TIMEOUT_MS = 10_000;
/** For what is asked beside the pool. */
const ASKED_WITHIN_MS = 5000;

/** Connections that see our schema only, in which an instant is a number, and which do not wait between queries. */
export function connectPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: POOL_MAX,
    connectionTimeoutMillis: TURN_TIMEOUT_MS,
    application_name: "tutti",
    options: `-c search_path=${POSTGRES_SCHEMA} -c timezone=UTC`,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    pipeline: true,
    Client: PoolConnection,
    types: { getTypeParser: typeParser },
  });
  // A connection that is lost fails the query on it, and is replaced when one is needed next. Without a listener the event
  // that tells so would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", () => {});
  return pool;
}

/** Which of these processes of Postgres execute a statement, or wait for a lock in one. Asked over a connection of its own. */
export async function executingProcesses(url: string, processIds: readonly number[]): Promise<ReadonlySet<number>> {
  const client = new Client({
    connectionString: url,
    application_name: "tutti",
    connectionTimeoutMillis: ASKED_WITHIN_MS,
    query_timeout: ASKED_WITHIN_MS,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      "select pid from pg_stat_activity where pid = any($1) and state = 'active'",
      [processIds],
    );
    return new Set(rows.map(({ pid }) => pid));
  } finally {
    client.end().catch(() => undefined);
  }
}

type TypeId = Parameters<typeof types.getTypeParser>[0];

/** `bigint` holds instants and counts, which stay below 2^53. */
function typeParser(type: TypeId, format?: "text" | "binary"): (value: string) => unknown {
  return type === types.builtins.INT8 ? Number : types.getTypeParser(type, format ?? "text");
}
