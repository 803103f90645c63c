import { Pool, types } from "pg";
import { POSTGRES_SCHEMA } from "../dialect.ts";

const POOL_MAX = 10;
/**
 * How long a command or a read waits for its turn at a connection, where many come at once, and a connection for Postgres
 * to let it in. Who asked over the API still waits for the answer then: clients wait for a minute.
 */
const TURN_TIMEOUT_MS = 30_000;

/** Connections that see our schema only, in which an instant is a number, and which do not wait between queries. */
export function connectPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: POOL_MAX,
    connectionTimeoutMillis: TURN_TIMEOUT_MS,
    application_name: "tutti",
    options: `-c search_path=${POSTGRES_SCHEMA} -c timezone=UTC`,
    pipeline: true,
    types: { getTypeParser: typeParser },
  });
  // A connection that is lost fails the query on it, and is replaced when one is needed next. Without a listener the event
  // that tells so would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", () => {});
  return pool;
}

type TypeId = Parameters<typeof types.getTypeParser>[0];

/** `bigint` holds instants and counts, which stay below 2^53. */
function typeParser(type: TypeId, format?: "text" | "binary"): (value: string) => unknown {
  return type === types.builtins.INT8 ? Number : types.getTypeParser(type, format ?? "text");
}
