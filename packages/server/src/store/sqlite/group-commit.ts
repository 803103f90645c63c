import type { Kysely } from "kysely";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Outcome } from "../../commands/command.ts";
import type { Deps } from "../../deps.ts";
import type { Database } from "../tables.ts";
import type { Connection } from "./connection.ts";
import { kyselyOver } from "./sqlite-dialect.ts";
import { sqliteFailure, transactionLost } from "./sqlite-failure.ts";
import { FileInPlace } from "./file-in-place.ts";
import { TransactionControl } from "./transaction-control.ts";

/** A command with its parameters at hand. */
export type Work = (tx: Kysely<Database>, deps: Deps) => Promise<Outcome<unknown>>;

export type Answer = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly error: unknown };

export interface Committed {
  /** One for each work, in its order. */
  readonly answers: readonly Answer[];
  /** What the committed works changed, in their order; not yet worked out. */
  readonly changes: readonly (() => LiveChange[])[];
  /** False when the works only looked: nothing is there that was not before. */
  readonly hasWritten: boolean;
}

/** A work failed after it had written, and its neighbours' writes cannot be told from its own. */
class Entangled extends Error {}

/**
 * Commits works together: one transaction, one fsync. The answers exist only after the commit (E1). A work that fails
 * takes back its own part and nothing of its neighbours. When SQLite itself gives up the transaction (a full disk, an I/O
 * error), nothing of the group is kept and all of it is answered `unavailable`.
 *
 * A savepoint around each work would double its cost (SQLite copies every page that it then touches), so works run
 * without, and the rare group in which one fails after it has written is rolled back and run again with savepoints.
 */
export class GroupCommit {
  readonly #control: TransactionControl;
  readonly #file: FileInPlace;
  readonly #tx: Kysely<Database>;
  readonly #deps: Deps;

  constructor(connection: Connection, deps: Deps) {
    this.#control = new TransactionControl(connection);
    this.#file = new FileInPlace(connection.name);
    this.#tx = kyselyOver(connection);
    this.#deps = deps;
  }

  async run(works: readonly Work[]): Promise<Committed> {
    try {
      return await this.#commit(works, (work) => this.#runBare(work));
    } catch (error) {
      this.#control.abandon();
      return error instanceof Entangled ? this.#runApart(works) : lost(works, error);
    }
  }

  async #runApart(works: readonly Work[]): Promise<Committed> {
    try {
      return await this.#commit(works, (work) => this.#runInSavepoint(work));
    } catch (error) {
      this.#control.abandon();
      return lost(works, error);
    }
  }

  async #commit(works: readonly Work[], run: (work: Work) => Promise<Outcome<unknown> | Failure>): Promise<Committed> {
    const outcomes: (Outcome<unknown> | Failure)[] = [];
    const before = this.#control.totalChanges();
    this.#control.run("begin");
    for (const work of works) outcomes.push(await run(work));
    this.#file.require();
    this.#control.run("commit");
    return {
      answers: outcomes.map((outcome) => ("error" in outcome ? outcome : { ok: true, result: outcome.result })),
      changes: outcomes.flatMap((outcome) => ("changes" in outcome && outcome.changes ? [outcome.changes] : [])),
      hasWritten: this.#control.totalChanges() !== before,
    };
  }

  async #runBare(work: Work): Promise<Outcome<unknown> | Failure> {
    const before = this.#control.totalChanges();
    try {
      return await work(this.#tx, this.#deps);
    } catch (error) {
      this.#requireTransaction(error);
      if (this.#control.totalChanges() !== before) throw new Entangled();
      return failure(error);
    }
  }

  async #runInSavepoint(work: Work): Promise<Outcome<unknown> | Failure> {
    this.#control.run("mark");
    try {
      const outcome = await work(this.#tx, this.#deps);
      this.#control.run("keep");
      return outcome;
    } catch (error) {
      this.#requireTransaction(error);
      this.#control.run("undo");
      this.#control.run("keep");
      return failure(error);
    }
  }

  #requireTransaction(error: unknown): void {
    if (!this.#control.isInTransaction) throw error;
  }
}

type Failure = Extract<Answer, { ok: false }>;

function failure(error: unknown): Failure {
  return { ok: false, error: sqliteFailure(error) };
}

function lost(works: readonly Work[], error: unknown): Committed {
  const answer = { ok: false as const, error: transactionLost(error) };
  return { answers: works.map(() => answer), changes: [], hasWritten: false };
}
