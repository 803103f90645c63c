import type { KeptJob } from "./kept-job.ts";

const EVERY_MS = 500;

/** Notes how far the output of a job was told, not oftener than twice a second. */
export class ReadMark {
  readonly #record: Pick<KeptJob<never>, "noteRead">;
  #at: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(record: Pick<KeptJob<never>, "noteRead">) {
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
    this.#writing = this.#writing.then(() => this.#record.noteRead(at));
  }
}
