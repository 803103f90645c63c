import type { Statement } from "better-sqlite3";
import type { Connection } from "./connection.ts";

const CONTROLS = {
  begin: "begin immediate",
  commit: "commit",
  rollback: "rollback",
  mark: "savepoint work",
  keep: "release work",
  undo: "rollback to work",
} as const;

type Control = keyof typeof CONTROLS;

/** The statements around a transaction, prepared once. */
export class TransactionControl {
  readonly #connection: Connection;
  readonly #statements = new Map<Control, Statement>();
  readonly #totalChanges: Statement;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#totalChanges = connection.prepare("select total_changes()").pluck();
  }

  get isInTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  run(control: Control): void {
    let statement = this.#statements.get(control);
    if (statement === undefined) {
      statement = this.#connection.prepare(CONTROLS[control]);
      this.#statements.set(control, statement);
    }
    statement.run();
  }

  /** Rolls back, unless SQLite has done so by itself. */
  abandon(): void {
    if (this.isInTransaction) this.run("rollback");
  }

  /** Rows written since the connection was opened: the same number twice means nothing was written in between. */
  totalChanges(): unknown {
    return this.#totalChanges.get();
  }
}
