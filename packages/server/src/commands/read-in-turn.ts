import type { Deps } from "../deps.ts";
import type { Command, Tx } from "./command.ts";

/**
 * Makes a command of a small read that the server repeats by itself. It is answered in turn with the commands, with SQLite
 * on the thread that writes: an idle server keeps no reader thread for it.
 */
export function readInTurn<P, R>(query: (tx: Tx, deps: Deps, params: P) => Promise<R>): Command<P, R> {
  return async (tx, deps, params) => ({ result: await query(tx, deps, params) });
}
