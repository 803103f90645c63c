import type { BoundStatement } from "./bound-statement.ts";
import type { RowSource, Session, StatementResult } from "./database-driver.ts";
import { OpenResults } from "./open-results.ts";

/** A transaction on one connection: statements one after another, all of them kept or none. */
export class DatabaseTransaction {
  readonly results = new OpenResults();
  readonly #session: Session;
  #last: Promise<unknown> = Promise.resolve();
  #savepoints = 0;
  #hasEnded = false;

  private constructor(session: Session) {
    this.#session = session;
  }

  /** Does the work in a transaction of the connection, which is given back at its end. */
  static async over<T>(session: Session, begin: string, work: (own: DatabaseTransaction) => Promise<T>): Promise<T> {
    const own = new DatabaseTransaction(session);
    let isBroken = true;
    try {
      await session.run(begin, []);
      const value = await own.#ended(() => work(own));
      await own.#raw("commit");
      isBroken = false;
      return value;
    } catch (error) {
      isBroken = await own.#raw("rollback").then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      session.release(isBroken);
    }
  }

  /** A part of it that is undone alone when the work fails. */
  async part<T>(work: () => Promise<T>): Promise<T> {
    const name = `tutti_${++this.#savepoints}`;
    await this.run({ text: `savepoint ${name}`, values: [] });
    try {
      const value = await work();
      await this.run({ text: `release savepoint ${name}`, values: [] });
      return value;
    } catch (error) {
      await this.run({ text: `rollback to savepoint ${name}`, values: [] });
      throw error;
    }
  }

  run({ text, values }: BoundStatement): Promise<StatementResult> {
    if (this.#hasEnded) {
      throw new Error(
        "the transaction has ended, and a statement that belongs to it comes after that: await it within",
      );
    }
    return this.#raw(text, values);
  }

  /** Read at once: while a result were open, the connection could do nothing else. */
  async rows(statement: BoundStatement): Promise<RowSource> {
    const { rows } = await this.run(statement);
    return { read: async (count) => rows.splice(0, count), close: () => Promise.resolve() };
  }

  async #ended<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.#hasEnded = true;
      await this.#last.catch(() => undefined);
    }
  }

  #raw(text: string, values: readonly unknown[] = []): Promise<StatementResult> {
    const run = (): Promise<StatementResult> => this.#session.run(text, values);
    const answer = this.#last.then(run, run);
    this.#last = answer;
    answer.catch(() => undefined);
    return answer;
  }
}
