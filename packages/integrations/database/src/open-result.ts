import type { Row, RowSource } from "./database-driver.ts";

const AT_ONCE = 100;

/**
 * A result that is read bit by bit. It reads ahead, so that a short one gives its connection back at once, and ends with
 * the first reading that finds less than was asked for.
 */
export class OpenResult {
  #source: RowSource | null;
  #ahead: Row[] = [];

  constructor(source: RowSource) {
    this.#source = source;
  }

  async take(count: number): Promise<Row[]> {
    while (this.#source !== null && this.#ahead.length < count) {
      const wanted = Math.max(AT_ONCE, Math.min(count - this.#ahead.length, 10 * AT_ONCE));
      const rows = await this.#read(this.#source, wanted);
      for (const row of rows) this.#ahead.push(row);
      if (rows.length < wanted) await this.close();
    }
    return this.#ahead.splice(0, count);
  }

  async #read(source: RowSource, count: number): Promise<Row[]> {
    try {
      return await source.read(count);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** What was read ahead stays. */
  async close(): Promise<void> {
    const source = this.#source;
    this.#source = null;
    await source?.close();
  }
}
