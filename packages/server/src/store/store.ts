import type { LiveChange } from "@tutti/core/wire/live";
import type { CommitNews } from "./commit-listeners.ts";
import type { CommandName, CommandParams, CommandResult } from "../commands/registry.ts";
import type { QueryName, QueryParams, QueryResult } from "./queries/registry.ts";

export type ChangesListener = (changes: readonly LiveChange[]) => void;

/** The one door to the database. Where the work is done differs by engine; what is promised does not. */
export interface Store {
  /** Whether other servers may write to the database, too. */
  readonly isShared: boolean;

  /**
   * Resolves when the result is on disk (E1). Rejects with an `ApiError` when the command refused, and with
   * `unavailable` when the database could not keep it; then nothing of it is stored.
   * With SQLite commands are carried out in the order given; with Postgres those under way at the same time are not.
   */
  command<N extends CommandName>(name: N, params: CommandParams<N>): Promise<CommandResult<N>>;

  /** Answers from one consistent view of what was committed before the call. */
  read<N extends QueryName>(name: N, params: QueryParams<N>): Promise<QueryResult<N>>;

  /** Tells what commands changed, in the order committed, never before the commit (E2). Returns how to stop. */
  onChanges(listener: ChangesListener): () => void;

  /**
   * Calls the listener when something may have been committed: soon after a commit of this process, by these commands among
   * others, within a quarter of a second after one of another server of the database. Returns how to stop.
   */
  onCommit(listener: (news: CommitNews) => void): () => void;

  /** Finishes what was accepted, then lets go of the database. */
  close(): Promise<void>;
}
