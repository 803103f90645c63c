import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { z } from "zod";
import type { Parameters } from "./bound-statement.ts";
import { connectArgs, connectionInfo } from "./connection-info.ts";
import { connectionTarget } from "./connection-target.ts";
import type { Row } from "./database-driver.ts";
import { OpenDatabase } from "./open-database.ts";

/**
 * A database: Postgres, MySQL or SQLite. It is connected to when something is first asked of it, and let go of by `close()`,
 * at the end of an `await using`, or with the flow run.
 *
 * Statements name their values as `:name`, whichever the database; values are sent beside the statement.
 *
 * ```ts
 * await using database = await SqlAlchemyConnector.load("trips");
 * await database.execute("insert into trips (zone, fare) values (:zone, :fare)", { zone: "JFK", fare: 52 });
 * const trips = await database.fetchAll("select * from trips where zone = :zone", { zone: "JFK" });
 * ```
 */
export class SqlAlchemyConnector extends defineBlock({
  slug: "sqlalchemy-connector",
  name: "SQLAlchemy Connector",
  description: "Queries a database.",
  isBundled: true,
  fields: z.object({
    connectionInfo,
    connectArgs,
    fetchSize: z.int().min(1).default(1).describe("Rows to fetch at a time."),
  }),
}) {
  static {
    this.announce();
  }

  #opened: { readonly key: readonly unknown[]; readonly database: OpenDatabase } | null = null;

  /** Runs a statement; resolves with how many rows it changed. */
  async execute(operation: string, parameters: Parameters = {}): Promise<number> {
    return (await this.#database.run(operation, parameters)).changed;
  }

  /** Runs a statement once for each of the parameters, all in one transaction; resolves with how many rows that changed. */
  executeMany(operation: string, seqOfParameters: readonly Parameters[]): Promise<number> {
    return this.#database.runEach(operation, seqOfParameters);
  }

  /**
   * The next row, or null. The same statement with the same values goes on where it was, also in `fetchMany` and `fetchAll`;
   * when it has come to its end, it begins anew.
   */
  async fetchOne<R extends Row = Row>(operation: string, parameters: Parameters = {}): Promise<R | null> {
    const [row] = await this.#database.take(operation, parameters, 1);
    return row === undefined ? null : (row as R);
  }

  /** The next rows, `fetchSize` of them unless told; none when there are no more. See `fetchOne`. */
  async fetchMany<R extends Row = Row>(
    operation: string,
    parameters: Parameters = {},
    size: number = this.fetchSize,
  ): Promise<R[]> {
    return (await this.#database.take(operation, parameters, size)) as R[];
  }

  /** All rows, or those that `fetchOne` and `fetchMany` have left. */
  async fetchAll<R extends Row = Row>(operation: string, parameters: Parameters = {}): Promise<R[]> {
    return (await this.#database.take(operation, parameters, Infinity)) as R[];
  }

  /**
   * Keeps all that the work asks of this block, or, when it rejects, nothing. A transaction within one is undone alone.
   * Rejects as the work does.
   */
  transaction<T>(work: () => Promise<T>): Promise<T> {
    return this.#database.transaction(() => work());
  }

  /** Lets go of results that were not read to their end: what is fetched next begins anew. */
  async resetConnections(): Promise<void> {
    await this.#opened?.database.closeResults();
  }

  /** Ends the connections. What is asked later connects anew. */
  async close(): Promise<void> {
    await this.#opened?.database.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** One database as long as the fields stay what they are. */
  get #database(): OpenDatabase {
    const key = [this.connectionInfo, this.connectArgs];
    if (this.#opened === null || this.#opened.key.some((part, at) => part !== key[at])) {
      const database = new OpenDatabase(connectionTarget(this.connectionInfo), this.connectArgs ?? {});
      this.#opened = { key, database };
    }
    return this.#opened.database;
  }
}
