import {
  PostgresAdapter,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  type QueryResult,
} from "kysely";
import type { ClientBase } from "pg";
import { kyselyOverConnection } from "../one-connection.ts";
import type { Database } from "../tables.ts";
import { isAftermath } from "./postgres-failure.ts";

/** A query builder over one open connection. Closing the connection is its owner's. */
export function kyselyOverClient(client: ClientBase): Kysely<Database> {
  const run = async (statement: string) => {
    await client.query(statement);
  };
  return kyselyOverConnection({
    connection: new ClientConnection(client),
    adapter: new PostgresAdapter(),
    compiler: new PostgresQueryCompiler(),
    begin: () => run("begin"),
    commit: () => run("commit"),
    rollback: () => run("rollback"),
  });
}

/** The server keeps prepared statements for each connection. Those of filters vary without end: the later ones go unnamed. */
const STATEMENTS_MAX = 500;

const names = new Map<string, string>();

function nameOf(statement: string): string | undefined {
  const known = names.get(statement);
  if (known !== undefined || names.size >= STATEMENTS_MAX) return known;
  const name = `tutti-${names.size}`;
  names.set(statement, name);
  return name;
}

class ClientConnection implements DatabaseConnection {
  readonly #client: ClientBase;
  /** What made a transaction fail, most recently. */
  #cause: unknown = null;

  constructor(client: ClientBase) {
    this.#client = client;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const name = nameOf(sql);
    const query = { text: sql, values: [...parameters], ...(name === undefined ? {} : { name }) };
    // Kysely's contract: the row type is what the query was built to select.
    try {
      const { rows, rowCount } = await this.#client.query<R & object>(query);
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
    } catch (error) {
      throw this.#causeOf(error);
    }
  }

  /** Of statements that are under way together the one that failed may be heard of after those that failed with it. */
  #causeOf(error: unknown): unknown {
    if (!isAftermath(error)) this.#cause = error;
    return this.#cause ?? error;
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("no query is streamed");
  }
}
