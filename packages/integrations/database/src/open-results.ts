import { serialize } from "node:v8";
import type { BoundStatement } from "./bound-statement.ts";
import type { Row, RowSource } from "./database-driver.ts";
import { OpenResult } from "./open-result.ts";

/** Results that are read bit by bit, each found again by its statement and its values. */
export class OpenResults {
  readonly #open = new Map<string, Promise<OpenResult>>();

  /** The next rows of the statement's result, which is begun where there is none; it is over when fewer are left. */
  async take(
    statement: BoundStatement,
    count: number,
    begin: (statement: BoundStatement) => Promise<RowSource>,
  ): Promise<Row[]> {
    const key = serialize([statement.text, statement.values]).toString("base64");
    const opened = this.#open.get(key) ?? begin(statement).then((source) => new OpenResult(source));
    this.#open.set(key, opened);
    const forget = (): void => {
      if (this.#open.get(key) === opened) this.#open.delete(key);
    };
    try {
      const rows = await (await opened).take(count);
      if (rows.length < count) forget();
      return rows;
    } catch (error) {
      forget();
      throw error;
    }
  }

  /** What is asked for next begins anew. */
  async close(): Promise<void> {
    const opened = [...this.#open.values()];
    this.#open.clear();
    await Promise.allSettled(opened.map(async (result) => (await result).close()));
  }
}
