import { setTimeout as passed } from "node:timers/promises";
import { explained, isMissingLog } from "./aws-failure.ts";
import type { LogPart } from "./cloudwatch-logs.ts";

/** How long what a container printed last may take to be in the log. */
const LAST_LINES_MS = 3000;

export interface TaskLogReader {
  readonly read: (from: string | null) => Promise<LogPart>;
  /** How far another worker told it; null: not at all. */
  readonly toldUntil: string | null;
  readonly onLine: (line: string) => void;
  /** Told how far it was told. */
  readonly onTold: (until: string) => void;
  /** Told once why it cannot be read, as it never will be. */
  readonly onTrouble: (reason: string) => void;
}

/** Tells what a task's container prints, each time that it is looked at. What cannot be read now comes with the next look. */
export class TaskLog {
  readonly #reader: TaskLogReader;
  #toldUntil: string | null;
  #wasRead = false;
  #isUnreadable = false;

  constructor(reader: TaskLogReader) {
    this.#reader = reader;
    this.#toldUntil = reader.toldUntil;
  }

  /** Tells what is new. Never rejects. */
  async look(): Promise<void> {
    if (this.#isUnreadable) return;
    try {
      while (await this.#lookOnce());
    } catch (error) {
      // Without a line there is no log yet.
      if (!isMissingLog(error)) this.#tellTrouble(explained(error, "CloudWatch"), error);
    }
  }

  /** Tells the last, when the task has ended. */
  async finish(lookEveryMs: number): Promise<void> {
    await this.look();
    if (!this.#wasRead) return;
    await passed(Math.min(lookEveryMs, LAST_LINES_MS));
    await this.look();
  }

  /** Answers whether there may be more. */
  async #lookOnce(): Promise<boolean> {
    const { read, onLine, onTold } = this.#reader;
    const { lines, next } = await read(this.#toldUntil);
    this.#wasRead = true;
    for (const line of lines) onLine(line);
    if (next === null || next === this.#toldUntil) return false;
    this.#toldUntil = next;
    onTold(next);
    return true;
  }

  /** What is refused will be refused again; all else may pass. */
  #tellTrouble(told: unknown, error: unknown): void {
    if (told === error) return;
    this.#isUnreadable = true;
    this.#reader.onTrouble(told instanceof Error ? told.message : String(told));
  }
}
