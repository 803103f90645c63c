import type { JobRecord } from "./job-record.ts";

const EVERY_MS = 500;

/** Notes how far the output of a container was told, not oftener than twice a second. */
export class ReadMark {
  readonly #record: JobRecord;
  #at: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(record: JobRecord) {
    this.#record = record;
  }

  move(at: string): void {
    this.#at = at;
    this.#timer ??= setTimeout(() => this.#note(), EVERY_MS);
  }

  /** Notes no more. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#writing;
  }

  #note(): void {
    this.#timer = null;
    const at = this.#at;
    if (at === null) return;
    // Without the mark some lines are told twice, which is no reason to fail.
    this.#writing = this.#writing.then(() => this.#record.noteRead(at)).catch(() => undefined);
  }
}
