import type { CommandName, CommandParams, CommandResult } from "../../commands/registry.ts";
import type { QueryName, QueryParams, QueryResult } from "../queries/registry.ts";
import { USUAL_SLOT_WAITS, type SlotWaits } from "@tutti/core/slot-waits";
import type { EncryptionKey } from "../../vault/encryption-key.ts";
import type { ChangesListener, Store } from "../store.ts";
import { CommitListeners, type CommitNews } from "../commit-listeners.ts";
import { Listeners } from "../listeners.ts";
import { ReaderPool } from "./reader-pool.ts";
import { ThreadClient } from "./thread-client.ts";

/** The store on a SQLite file: one thread writes, a few read, and the event loop has the caller to itself. */
export class SqliteStore implements Store {
  readonly isShared = false;
  readonly #writer: ThreadClient;
  readonly #readers: ReaderPool;
  readonly #listeners: Listeners;
  readonly #commits = new CommitListeners();

  static async open(
    path: string,
    keys: readonly EncryptionKey[] = [],
    slotWaits: SlotWaits = USUAL_SLOT_WAITS,
  ): Promise<SqliteStore> {
    const writer = await ThreadClient.start({ script: "store-thread", path, keys, slotWaits });
    return new SqliteStore(writer, new ReaderPool({ path, keys, slotWaits }));
  }

  private constructor(writer: ThreadClient, readers: ReaderPool) {
    this.#writer = writer;
    this.#readers = readers;
    this.#listeners = new Listeners((isWatched) => writer.watch(isWatched));
    writer.onWritten = (names) => this.#commits.tell(names);
    writer.onChanges = (changes) => this.#listeners.tell(changes);
  }

  // The thread runs the registry's own function of that name, so the result is of its type.
  command<N extends CommandName>(name: N, params: CommandParams<N>): Promise<CommandResult<N>> {
    return this.#writer.call(name, params) as Promise<CommandResult<N>>;
  }

  read<N extends QueryName>(name: N, params: QueryParams<N>): Promise<QueryResult<N>> {
    return this.#readers.read(name, params) as Promise<QueryResult<N>>;
  }

  onChanges(listener: ChangesListener): () => void {
    return this.#listeners.add(listener);
  }

  onCommit(listener: (news: CommitNews) => void): () => void {
    return this.#commits.add(listener);
  }

  async close(): Promise<void> {
    await this.#readers.close();
    await this.#writer.close();
  }
}
