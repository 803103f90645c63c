import { Kysely, PostgresDialect } from "kysely";
import { Pool, types } from "pg";
import { POSTGRES_SCHEMA } from "../dialect.ts";
import type { Database } from "../tables.ts";

const POOL_MAX = 10;
const CONNECT_TIMEOUT_MS = 5000;

/** A query builder over a pool whose connections see our schema only, and in which an instant is a number. */
export function connectPool(url: string): Kysely<Database> {
  const pool = new Pool({
    connectionString: url,
    max: POOL_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: "tutti",
    options: `-c search_path=${POSTGRES_SCHEMA} -c timezone=UTC`,
    types: { getTypeParser: typeParser },
  });
  // A connection that is lost fails the query on it, and is replaced when one is needed next. Without a listener the event
  // that tells so would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", () => {});
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

type TypeId = Parameters<typeof types.getTypeParser>[0];

/** `bigint` holds instants and counts, which stay below 2^53. */
function typeParser(type: TypeId, format?: "text" | "binary"): (value: string) => unknown {
  return type === types.builtins.INT8 ? Number : types.getTypeParser(type, format ?? "text");
}
