import type { Statement } from "better-sqlite3";
import { SqliteAdapter, type CompiledQuery, type DatabaseConnection, type Kysely, type QueryResult } from "kysely";
import { OneWriterQueryCompiler } from "../dialect.ts";
import { kyselyOverConnection } from "../one-connection.ts";
import type { Database } from "../tables.ts";
import type { Connection } from "./connection.ts";

// Kysely's own dialect begins deferred transactions, which fail at once when they read, then write after someone else
// committed; and it compiles every statement anew. Promises here resolve without leaving the microtask queue, so a
// group of commands runs to its commit before anything else gets a turn.

/** A query builder over one open connection. Closing the connection is its owner's. */
export function kyselyOver(connection: Connection): Kysely<Database> {
  return kyselyOverConnection({
    connection: new StatementRunner(connection),
    adapter: new SqliteAdapter(),
    compiler: new OneWriterQueryCompiler(),
    async begin() {
      connection.exec(connection.readonly ? "begin" : "begin immediate");
    },
    async commit() {
      connection.exec("commit");
    },
    async rollback() {
      if (connection.inTransaction) connection.exec("rollback");
    },
  });
}

/** Statements of filters vary without end; those past this number are compiled again when they return. */
const STATEMENTS_MAX = 500;

class StatementRunner implements DatabaseConnection {
  readonly #connection: Connection;
  readonly #prepared = new Map<string, Statement>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#prepare(query.sql);
    // Kysely's contract: the row type is what the query was built to select.
    if (statement.reader) return { rows: statement.all(...query.parameters) as R[] };
    const { changes } = statement.run(...query.parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    for (const row of this.#prepare(query.sql).iterate(...query.parameters)) yield { rows: [row as R] };
  }

  #prepare(text: string): Statement {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(text);
    if (this.#prepared.size >= STATEMENTS_MAX) {
      const [oldest] = this.#prepared.keys();
      if (oldest !== undefined) this.#prepared.delete(oldest);
    }
    this.#prepared.set(text, statement);
    return statement;
  }
}
