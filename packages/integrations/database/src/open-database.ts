import { AsyncLocalStorage } from "node:async_hooks";
import type { FlowRunScope } from "@tutti/sdk/engine/flow-run-scope";
import { currentContext } from "@tutti/sdk/engine/run-context";
import { boundStatement, type BoundStatement, type Parameters } from "./bound-statement.ts";
import type { ConnectionTarget, Dialect } from "./connection-target.ts";
import type { DatabaseDriver, Row, RowSource, StatementResult } from "./database-driver.ts";
import { explainedFailure } from "./database-failure.ts";
import { DatabaseTransaction } from "./database-transaction.ts";
import { openDriver } from "./open-driver.ts";
import { OpenResults } from "./open-results.ts";

/** Writers of SQLite say so at once: one that has read first could not become one when another wrote in between. */
const BEGIN: Readonly<Record<Dialect, string>> = {
  postgres: "begin",
  mysql: "start transaction",
  sqlite: "begin immediate",
};

/** A database that is connected to when something is first asked of it, until it is closed or no flow run that asked goes on. */
export class OpenDatabase {
  readonly target: ConnectionTarget;
  readonly #args: Record<string, unknown>;
  readonly #results = new OpenResults();
  readonly #within = new AsyncLocalStorage<DatabaseTransaction>();
  /** The flow runs that asked for something, and have not ended. */
  readonly #askers = new Set<FlowRunScope>();
  #driver: Promise<DatabaseDriver> | null = null;
  #whenClosed = new AbortController();

  constructor(target: ConnectionTarget, args: Record<string, unknown>) {
    this.target = target;
    this.#args = args;
  }

  run(operation: string, parameters: Parameters): Promise<StatementResult> {
    const statement = this.#bound(operation, parameters);
    const transaction = this.#within.getStore();
    return transaction === undefined ? this.#runAlone(statement) : transaction.run(statement);
  }

  /** Runs the statement with each of the parameters, all of it in one transaction. */
  async runEach(operation: string, seqOfParameters: readonly Parameters[]): Promise<number> {
    const statements = seqOfParameters.map((parameters) => this.#bound(operation, parameters));
    return this.transaction(async (own) => {
      let changed = 0;
      for (const statement of statements) changed += (await own.run(statement)).changed;
      return changed;
    });
  }

  /** The next rows of the statement's result, as many as there are up to the count. */
  take(operation: string, parameters: Parameters, count: number): Promise<Row[]> {
    const statement = this.#bound(operation, parameters);
    const transaction = this.#within.getStore();
    if (transaction !== undefined) return transaction.results.take(statement, count, (told) => transaction.rows(told));
    return this.#results.take(statement, count, (told) => this.#open(told));
  }

  /** What is asked within the work is part of the transaction; one within another is a part of it. */
  async transaction<T>(work: (own: DatabaseTransaction) => Promise<T>): Promise<T> {
    const around = this.#within.getStore();
    if (around !== undefined) return around.part(() => work(around));
    const session = await this.#connected((driver) => driver.session());
    return DatabaseTransaction.over(session, BEGIN[this.target.dialect], (own) =>
      this.#within.run(own, () => work(own)),
    );
  }

  async closeResults(): Promise<void> {
    await (this.#within.getStore()?.results ?? this.#results).close();
  }

  /** Connections end when what is under way has. What is asked later connects anew. */
  async close(): Promise<void> {
    const driver = this.#driver;
    this.#driver = null;
    this.#whenClosed.abort();
    this.#whenClosed = new AbortController();
    this.#askers.clear();
    await this.#results.close();
    const opened = await driver?.catch(() => null);
    await opened?.close();
  }

  #bound(operation: string, parameters: Parameters): BoundStatement {
    return boundStatement(this.target.dialect, operation, parameters);
  }

  async #runAlone({ text, values }: BoundStatement): Promise<StatementResult> {
    const session = await this.#connected((driver) => driver.session());
    try {
      return await session.run(text, values);
    } finally {
      session.release();
    }
  }

  #open({ text, values }: BoundStatement): Promise<RowSource> {
    return this.#connected((driver) => driver.rows(text, values));
  }

  async #connected<T>(ask: (driver: DatabaseDriver) => Promise<T>): Promise<T> {
    this.#noteAsker();
    try {
      this.#driver ??= this.#opened();
      return await ask(await this.#driver);
    } catch (error) {
      throw explainedFailure(error, this.target);
    }
  }

  #noteAsker(): void {
    const { flowRun } = currentContext();
    if (flowRun === null || this.#askers.has(flowRun)) return;
    this.#askers.add(flowRun);
    const { signal } = this.#whenClosed;
    const leave = (): void => {
      this.#askers.delete(flowRun);
      if (this.#askers.size === 0) void this.close();
    };
    flowRun.waitSignal.addEventListener("abort", leave, { once: true, signal });
  }

  async #opened(): Promise<DatabaseDriver> {
    try {
      return await openDriver(this.target, this.#args);
    } catch (error) {
      this.#driver = null;
      throw error;
    }
  }
}
