import { runCommand } from "../../src/commands/run-command.ts";
import type { CommandName, CommandParams, CommandResult } from "../../src/commands/registry.ts";
import type { Deps } from "../../src/deps.ts";
import { CommitListeners, type CommitNews } from "../../src/store/commit-listeners.ts";
import { Listeners } from "../../src/store/listeners.ts";
import type { QueryName, QueryParams, QueryResult } from "../../src/store/queries/registry.ts";
import { runQuery } from "../../src/store/queries/run-query.ts";
import { CommandQueue } from "../../src/store/sqlite/command-queue.ts";
import { openReader, openWriter, type Connection } from "../../src/store/sqlite/connection.ts";
import { GroupCommit } from "../../src/store/sqlite/group-commit.ts";
import { prepareFile } from "../../src/store/sqlite/prepare-file.ts";
import { kyselyOver } from "../../src/store/sqlite/sqlite-dialect.ts";
import type { ChangesListener, Store } from "../../src/store/store.ts";

/** The SQLite store without its threads, so that a test can move the clock. The executor is the real one. */
export class InProcessStore implements Store {
  readonly isShared = false;
  readonly #writer: Connection;
  readonly #reader: Connection;
  readonly #queue: CommandQueue;
  readonly #listeners = new Listeners(() => {});
  readonly #commits = new CommitListeners();
  readonly #deps: Deps;

  static async open(path: string, deps: Deps): Promise<InProcessStore> {
    await prepareFile(path, deps);
    return new InProcessStore(path, deps);
  }

  private constructor(path: string, deps: Deps) {
    this.#deps = deps;
    this.#writer = openWriter(path);
    this.#reader = openReader(path);
    this.#queue = new CommandQueue(new GroupCommit(this.#writer, deps), ({ changes, hasWritten }) => {
      if (hasWritten) this.#commits.tell(null);
      if (!this.#listeners.isEmpty) this.#listeners.tell(changes.flatMap((change) => change()));
    });
  }

  command<N extends CommandName>(name: N, params: CommandParams<N>): Promise<CommandResult<N>> {
    return new Promise((resolve, reject) => {
      this.#queue.add([
        {
          work: (tx, deps) => runCommand(name, tx, deps, params),
          settle: (answer) => {
            if (answer.ok) resolve(answer.result as CommandResult<N>);
            else reject(answer.error);
          },
        },
      ]);
    });
  }

  read<N extends QueryName>(name: N, params: QueryParams<N>): Promise<QueryResult<N>> {
    const db = kyselyOver(this.#reader);
    return runQuery(name, db, this.#deps, params) as Promise<QueryResult<N>>;
  }

  onChanges(listener: ChangesListener): () => void {
    return this.#listeners.add(listener);
  }

  onCommit(listener: (news: CommitNews) => void): () => void {
    return this.#commits.add(listener);
  }

  async close(): Promise<void> {
    this.#reader.close();
    this.#writer.close();
  }
}
