import { runCommand } from "../../commands/run-command.ts";
import type { Outcome } from "../../commands/command.ts";
import type { CommandName, CommandParams, CommandResult } from "../../commands/registry.ts";
import { systemDeps, type Deps } from "../../deps.ts";
import { CommitListeners, type CommitNews } from "../commit-listeners.ts";
import { Listeners } from "../listeners.ts";
import { migrate } from "../migrate.ts";
import type { QueryName, QueryParams, QueryResult } from "../queries/registry.ts";
import { runQuery } from "../queries/run-query.ts";
import type { ChangesListener, Store } from "../store.ts";
import { openingFailure } from "./opening-failure.ts";
import { isWorthAnotherTry, postgresFailure } from "./postgres-failure.ts";
import { settleFeed } from "./settle-feed.ts";
import { Transactions } from "./transactions.ts";

/** Tries of a transaction that lost against another one. */
const TRIES_MAX = 10;
/** How often a commit of another server is looked for. */
const OTHERS_MS = 250;

/** The store on Postgres: the same commands, each a transaction of its own on a pool. */
export class PostgresStore implements Store {
  readonly isShared = true;
  readonly #transactions: Transactions;
  readonly #deps: Deps;
  readonly #listeners = new Listeners(() => {});
  readonly #commits = new CommitListeners(OTHERS_MS);
  readonly #underWay = new Set<Promise<unknown>>();

  /** Throws a `TuttiError` when the database is not ours to open, `unopened_database` when nobody lets us in. */
  static async open(url: string, deps: Deps = systemDeps): Promise<PostgresStore> {
    const transactions = new Transactions(url);
    try {
      await transactions.runOutside(async (db) => {
        await migrate(db, deps);
        await settleFeed(db);
      });
    } catch (error) {
      await transactions.close();
      throw openingFailure(error, url);
    }
    return new PostgresStore(transactions, deps);
  }

  private constructor(transactions: Transactions, deps: Deps) {
    this.#transactions = transactions;
    this.#deps = deps;
  }

  async command<N extends CommandName>(name: N, params: CommandParams<N>): Promise<CommandResult<N>> {
    const committing = this.#commit(name, params).finally(() => this.#commits.tell(new Set([name])));
    const { result, changes } = await this.#track(committing);
    if (changes !== undefined && !this.#listeners.isEmpty) this.#listeners.tell(changes());
    // The registry's own function of that name made it.
    return result as CommandResult<N>;
  }

  async read<N extends QueryName>(name: N, params: QueryParams<N>): Promise<QueryResult<N>> {
    try {
      const reading = this.#transactions.run("read", (db) => runQuery(name, db, this.#deps, params));
      return (await this.#track(reading)) as QueryResult<N>;
    } catch (error) {
      throw postgresFailure(error);
    }
  }

  onChanges(listener: ChangesListener): () => void {
    return this.#listeners.add(listener);
  }

  onCommit(listener: (news: CommitNews) => void): () => void {
    return this.#commits.add(listener);
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    await this.#transactions.close();
  }

  async #commit(name: string, params: unknown): Promise<Outcome<unknown>> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#transactions.run("write", (tx) => runCommand(name, tx, this.#deps, params));
      } catch (error) {
        if (tries >= TRIES_MAX || !isWorthAnotherTry(error)) throw postgresFailure(error);
      }
    }
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }
}
