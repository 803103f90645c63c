import { setTimeout as delay } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { Pool, PoolClient } from "pg";
import type { Database } from "../tables.ts";
import { TURN_TIMEOUT_MS } from "../dialect.ts";
import { connectPool, executingProcesses } from "./connection-pool.ts";
import { PoolConnection } from "./pool-connection.ts";
import { kyselyOverClient } from "./postgres-dialect.ts";
import { isFull, servesNobody } from "./postgres-failure.ts";
import { SilenceWatch } from "./silence-watch.ts";

const LOOK_EVERY_MS = 5000;
const COME_AGAIN_MS = 50;

const BEGINNINGS = {
  write: "begin",
  /** One view of the database, however many statements it takes. */
  read: "begin isolation level repeatable read read only",
};

/** Runs work in transactions, each on a connection of its pool. */
export class Transactions {
  readonly #pool: Pool;
  readonly #builders = new WeakMap<PoolClient, Kysely<Database>>();
  readonly #inUse = new Set<PoolConnection>();
  readonly #watch: SilenceWatch;
  readonly #looking: NodeJS.Timeout;

  constructor(url: string) {
    this.#pool = connectPool(url);
    this.#watch = new SilenceWatch((processIds) => executingProcesses(url, processIds));
    this.#looking = setInterval(() => void this.#watch.look(this.#inUse), LOOK_EVERY_MS).unref();
  }

  /** Commits what the work did, or rolls all of it back when it fails. */
  async run<T>(kind: keyof typeof BEGINNINGS, work: (tx: Kysely<Database>) => Promise<T>): Promise<T> {
    const client = await this.#connection();
    const letGo = this.#use(client);
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
      await rollBack(client, error);
      throw error;
    } finally {
      letGo();
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
    clearInterval(this.#looking);
    return this.#pool.end();
  }

  /**
   * Where Postgres lets no more in, those that this server has will be free in a moment: they are waited for, as long as for a
   * turn at any.
   */
  async #connection(): Promise<PoolClient> {
    for (const deadline = performance.now() + TURN_TIMEOUT_MS; ;) {
      try {
        return await this.#pool.connect();
      } catch (error) {
        if (!isFull(error) || performance.now() > deadline) throw error;
      }
      await delay(COME_AGAIN_MS);
    }
  }

  #use(client: PoolClient): () => void {
    if (!(client instanceof PoolConnection)) return () => undefined;
    this.#inUse.add(client);
    return () => this.#inUse.delete(client);
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

/** A connection on which even that fails is thrown away, and so is one to a database that serves nobody any more. */
async function rollBack(client: PoolClient, cause: unknown): Promise<void> {
  try {
    await client.query("rollback");
    client.release(servesNobody(cause));
  } catch {
    client.release(true);
  }
}
