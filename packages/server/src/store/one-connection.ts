import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  SqliteIntrospector,
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type QueryCompiler,
  type QueryResult,
} from "kysely";
import type { Database } from "./tables.ts";

/** What an engine brings: one open connection, and how its dialect speaks. */
export interface ConnectionParts {
  readonly connection: DatabaseConnection;
  readonly adapter: DialectAdapter;
  readonly compiler: QueryCompiler;
  readonly begin: () => Promise<void>;
  readonly commit: () => Promise<void>;
  readonly rollback: () => Promise<void>;
}

/**
 * A query builder over one open connection, which stays its owner's to close. Engines run their transactions on the
 * connection themselves and hand commands this builder: unlike Kysely's own transactions it sends queries that are asked
 * for together without waiting in between.
 */
export function kyselyOverConnection(parts: ConnectionParts): Kysely<Database> {
  const db = new Kysely<Database>({ dialect: new OneConnectionDialect(parts) });
  connections.set(db, parts.connection);
  return db;
}

const connections = new WeakMap<Kysely<Database>, DatabaseConnection>();

/** Runs a compiled query, straight on the builder's connection where it has one: the builder's own way costs a dozen promises. */
export async function execute<R>(db: Kysely<Database>, query: CompiledQuery<R>): Promise<QueryResult<R>> {
  return connections.get(db)?.executeQuery<R>(query) ?? db.executeQuery(query);
}

class OneConnectionDialect implements Dialect {
  readonly #parts: ConnectionParts;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  createDriver(): Driver {
    return new OneConnectionDriver(this.#parts);
  }

  createQueryCompiler(): QueryCompiler {
    return this.#parts.compiler;
  }

  createAdapter(): DialectAdapter {
    return this.#parts.adapter;
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return this.#parts.adapter instanceof PostgresAdapter ? new PostgresIntrospector(db) : new SqliteIntrospector(db);
  }
}

class OneConnectionDriver implements Driver {
  readonly #parts: ConnectionParts;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#parts.connection;
  }

  beginTransaction(): Promise<void> {
    return this.#parts.begin();
  }

  commitTransaction(): Promise<void> {
    return this.#parts.commit();
  }

  rollbackTransaction(): Promise<void> {
    return this.#parts.rollback();
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}
