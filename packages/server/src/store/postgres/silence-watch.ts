// A connection can be lost without a word: the machine of the database is gone, a firewall forgot it, another database took
// over its address. What was sent waits for an answer then, for a quarter of an hour, and holds its place in the pool.
//
// W1: a statement may take as long as it takes: only one is given up that Postgres, asked over a connection of its own,
//     does not execute.
// W2: where Postgres cannot be asked either, who waits is told after SILENT_ROUNDS_MAX.

/** What is asked of a connection in use. */
export interface Watched {
  readonly processID: number | null;
  readonly traffic: number;
  cut(): void;
}

/** Answers which of these processes of Postgres execute a statement. Rejects when it cannot be asked. */
export type AskExecuting = (processIds: readonly number[]) => Promise<ReadonlySet<number>>;

/** Rounds of silence after which Postgres is asked; an answer seldom takes as long. */
const SILENT_ROUNDS = 3;
const SILENT_ROUNDS_MAX = 12;

interface Silence {
  readonly traffic: number;
  readonly rounds: number;
}

/** Cuts connections on which nobody answers. */
export class SilenceWatch {
  readonly #ask: AskExecuting;
  #silences = new Map<Watched, Silence>();

  constructor(ask: AskExecuting) {
    this.#ask = ask;
  }

  /** One round over the connections that are in use. */
  async look(inUse: Iterable<Watched>): Promise<void> {
    const before = this.#silences;
    this.#silences = new Map([...inUse].map((connection) => [connection, silenceOf(connection, before)]));
    const silent = [...this.#silences].filter(([, { rounds }]) => rounds >= SILENT_ROUNDS);
    if (silent.length === 0) return;
    const executing = await this.#executing(silent.map(([connection]) => connection));
    for (const [connection, { traffic, rounds }] of silent) {
      const isLost = executing === null ? rounds >= SILENT_ROUNDS_MAX : !executing.has(connection.processID ?? 0);
      if (isLost && connection.traffic === traffic) connection.cut();
    }
  }

  async #executing(silent: readonly Watched[]): Promise<ReadonlySet<number> | null> {
    try {
      return await this.#ask(silent.flatMap(({ processID }) => processID ?? []));
    } catch {
      return null;
    }
  }
}

function silenceOf(connection: Watched, before: ReadonlyMap<Watched, Silence>): Silence {
  const { traffic } = connection;
  const known = before.get(connection);
  return { traffic, rounds: known?.traffic === traffic ? known.rounds + 1 : 0 };
}
