import type { Statement } from "better-sqlite3";
import type { Kysely } from "kysely";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Outcome } from "../../commands/command.ts";
import type { Deps } from "../../deps.ts";
import type { Database } from "../tables.ts";
import type { Connection } from "./connection.ts";
import { kyselyOver } from "./sqlite-dialect.ts";
import { sqliteFailure, transactionLost } from "./sqlite-failure.ts";

/** A command with its parameters at hand. */
export type Work = (tx: Kysely<Database>, deps: Deps) => Promise<Outcome<unknown>>;

export type Answer = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: unknown };

export interface Committed {
  /** One for each work, in its order. */
  readonly answers: readonly Answer[];
  /** What the committed works changed, in their order; not yet worked out. */
  readonly changes: readonly (() => LiveChange[])[];
}

const CONTROLS = {
  begin: "begin immediate",
  commit: "commit",
  rollback: "rollback",
  mark: "savepoint work",
  keep: "release work",
  undo: "rollback to work",
} as const;

/**
 * Commits works together: `begin immediate`, a savepoint for each, one commit. The answers exist only after the commit
 * (E1). A work that refuses takes back its own part and nothing of its neighbours. When SQLite itself gives up the
 * transaction (a full disk, an I/O error), nothing of the group is kept and all of it is answered `unavailable`.
 */
export class GroupCommit {
  readonly #connection: Connection;
  readonly #tx: Kysely<Database>;
  readonly #deps: Deps;
  readonly #controls: Record<keyof typeof CONTROLS, Statement>;

  constructor(connection: Connection, deps: Deps) {
    this.#connection = connection;
    this.#tx = kyselyOver(connection);
    this.#deps = deps;
    const prepare = (control: keyof typeof CONTROLS) => connection.prepare(CONTROLS[control]);
    this.#controls = {
      begin: prepare("begin"),
      commit: prepare("commit"),
      rollback: prepare("rollback"),
      mark: prepare("mark"),
      keep: prepare("keep"),
      undo: prepare("undo"),
    };
  }

  async run(works: readonly Work[]): Promise<Committed> {
    const outcomes: Answer[] = [];
    const changes: (() => LiveChange[])[] = [];
    try {
      this.#execute("begin");
      for (const work of works) {
        const outcome = await this.#attempt(work);
        outcomes.push(outcome.answer);
        if (outcome.changes !== undefined) changes.push(outcome.changes);
      }
      this.#execute("commit");
      return { answers: outcomes, changes };
    } catch (error) {
      this.#abandon();
      return { answers: works.map(() => ({ ok: false, error: transactionLost(error) })), changes: [] };
    }
  }

  /** Throws only when the transaction as a whole is gone. */
  async #attempt(work: Work): Promise<{ answer: Answer; changes?: () => LiveChange[] }> {
    this.#execute("mark");
    try {
      const { result, changes } = await work(this.#tx, this.#deps);
      this.#execute("keep");
      return { answer: { ok: true, result }, ...(changes === undefined ? {} : { changes }) };
    } catch (error) {
      if (!this.#connection.inTransaction) throw error;
      this.#execute("undo");
      this.#execute("keep");
      return { answer: { ok: false, error: sqliteFailure(error) } };
    }
  }

  #abandon(): void {
    if (this.#connection.inTransaction) this.#execute("rollback");
  }

  #execute(control: keyof typeof CONTROLS): void {
    this.#controls[control].run();
  }
}
