// The seam between the block and the databases: what each driver does for it.

/** A row by the names of its columns. Integers are numbers as far as those are exact, and bigints beyond. */
export type Row = Record<string, unknown>;

export interface StatementResult {
  readonly rows: Row[];
  /** How many rows it changed. */
  readonly changed: number;
}

/** One connection, for one caller at a time. */
export interface Session {
  run(text: string, values: readonly unknown[]): Promise<StatementResult>;
  /** Gives the connection back; `isBroken` when nobody should have it again. */
  release(isBroken?: boolean): void;
}

/** Rows that come as they are asked for. */
export interface RowSource {
  /** The next rows; fewer than asked for, when there are no more. */
  read(count: number): Promise<Row[]>;
  close(): Promise<void>;
}

/** A database, with the connections to it. */
export interface DatabaseDriver {
  session(): Promise<Session>;
  rows(text: string, values: readonly unknown[]): Promise<RowSource>;
  close(): Promise<void>;
}

/** An integer that came as text. */
export function exactInteger(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}
