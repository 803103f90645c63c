import { logStamp, stampBefore } from "./log-stamp.ts";
import type { LoggedLine } from "./logged-line.ts";

/** How much later than a younger line of another container one may be in the log. */
const LATE_MS = 15_000;

export interface FollowedExecution {
  /** Full name. */
  readonly execution: string;
  /** Since when it can have printed. */
  readonly since: string;
  /** The time of the last line that another worker told; null: none. */
  readonly toldUntil: string | null;
  readonly onLine: (line: string) => void;
  /** Told the time of the last line that was told. */
  readonly onTold: (at: string) => void;
  /** Told why what it prints cannot be read. */
  readonly onTrouble: (reason: string) => void;
}

/** Tells each line of one execution once, though the last ones are asked for again and again. */
export class FollowedLog {
  readonly project: string;
  readonly execution: string;
  readonly told: FollowedExecution;
  #from: string;
  #lineCount = 0;
  /** The times of the lines that were told, and may come again, by their ids. */
  readonly #seen = new Map<string, string>();

  constructor(told: FollowedExecution) {
    const [, project = "", ...rest] = told.execution.split("/");
    this.told = told;
    this.project = project;
    this.execution = rest.at(-1) ?? "";
    this.#from = told.toldUntil ?? logStamp(told.since);
  }

  /** What is older was told. */
  get from(): string {
    return this.#from;
  }

  get lineCount(): number {
    return this.#lineCount;
  }

  /** Tells a line, unless it was told. */
  take({ at, id, line }: LoggedLine): void {
    const { toldUntil, onLine, onTold } = this.told;
    const key = `${at} ${id}`;
    const wasTold = at < this.#from || (toldUntil !== null && at <= toldUntil) || this.#seen.has(key);
    if (wasTold) return;
    this.#seen.set(key, at);
    this.#lineCount++;
    onLine(line);
    onTold(at);
  }

  /** All was read up to the line of that time. */
  readUntil(at: string): void {
    const from = stampBefore(at, LATE_MS);
    if (from <= this.#from) return;
    this.#from = from;
    for (const [key, seenAt] of this.#seen) if (seenAt < from) this.#seen.delete(key);
  }
}
