import type { Kysely } from "kysely";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../deps.ts";
import type { Database } from "../store/tables.ts";

/** The transaction a command runs in. It is the engine's to begin, commit and roll back. */
export type Tx = Kysely<Database>;

/** What a command hands back: the answer, and what the live sockets shall hear once it is committed. */
export interface Outcome<R> {
  readonly result: R;
  /** Called after the commit, and only when somebody listens. */
  readonly changes?: () => LiveChange[];
}

/**
 * One change of the database: load, decide, save. It throws an `ApiError` to refuse, and then leaves nothing behind.
 * Params and results are JSON values: with SQLite they travel between threads.
 */
export type Command<P, R> = (tx: Tx, deps: Deps, params: P) => Promise<Outcome<R>>;
