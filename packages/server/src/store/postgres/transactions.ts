import type { Kysely } from "kysely";
import type { Pool, PoolClient } from "pg";
import type { Database } from "../tables.ts";
import { kyselyOverClient } from "./postgres-dialect.ts";

const BEGINNINGS = {
  write: "begin",
  /** One view of the database, however many statements it takes. */
  read: "begin isolation level repeatable read read only",
};

/** Runs work in transactions, each on a connection of the pool. */
export class Transactions {
  readonly #pool: Pool;
  readonly #builders = new WeakMap<PoolClient, Kysely<Database>>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Commits what the work did, or rolls all of it back when it fails. */
  async run<T>(kind: keyof typeof BEGINNINGS, work: (tx: Kysely<Database>) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      // On the way together with the first statement: where it fails, the connection is lost, and so does all that follows.
      const begun = client.query(BEGINNINGS[kind]);
      begun.catch(() => undefined);
      const result = await work(this.#builderOver(client));
      await begun;
      await commit(client);
      client.release();
      return result;
    } catch (error) {
      await rollBack(client);
      throw error;
    }
  }

  /** For work that runs transactions of its own. */
  async runOutside<T>(work: (db: Kysely<Database>) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      return await work(this.#builderOver(client));
    } finally {
      client.release();
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  #builderOver(client: PoolClient): Kysely<Database> {
    let builder = this.#builders.get(client);
    if (builder === undefined) {
      builder = kyselyOverClient(client);
      this.#builders.set(client, builder);
    }
    return builder;
  }
}

/** Postgres answers a commit of a failed transaction with a rollback, and calls that a success. */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query("commit");
  if (command === "ROLLBACK") throw new Error("the transaction had failed, and was rolled back");
}

/** A connection on which even that fails is thrown away. */
async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query("rollback");
    client.release();
  } catch {
    client.release(true);
  }
}
