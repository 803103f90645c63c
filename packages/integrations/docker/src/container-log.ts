import { once } from "node:events";
import { setTimeout as passed } from "node:timers/promises";
import type { Container } from "dockerode";
import { ContainerOutput, type StampedLine } from "./container-output.ts";
import { isStatus, reasonOf } from "./docker-error.ts";

const AGAIN_AFTER_MS = 500;
/** How long what is left of the output may take to come when the container has ended. */
const LAST_LINES_MS = 10_000;

export interface LogReader {
  /** The time of the last line that was told already; null: none was. */
  readonly since: string | null;
  readonly onLine: (line: StampedLine) => void;
  /** Told once why there is no output. */
  readonly onTrouble: (reason: string) => void;
}

/** Follows what a container prints, from where somebody else left it; a daemon that goes away and comes back is asked again. */
export class ContainerLog {
  readonly #container: Container;
  readonly #isTerminal: boolean;
  readonly #reader: LogReader;
  readonly #following: Promise<void>;
  readonly #late = new AbortController();
  readonly #over = new AbortController();
  #since: string | null;

  constructor(container: Container, isTerminal: boolean, reader: LogReader) {
    this.#container = container;
    this.#isTerminal = isTerminal;
    this.#reader = reader;
    this.#since = reader.since;
    this.#following = this.#follow();
  }

  /** The container has ended: resolves when its last line was told. */
  async close(): Promise<void> {
    this.#over.abort();
    const patience = passed(LAST_LINES_MS, null, { signal: this.#late.signal }).catch(() => undefined);
    await Promise.race([this.#following, patience]);
    this.#late.abort();
  }

  async #follow(): Promise<void> {
    for (;;) {
      const wasOver = this.#over.signal.aborted;
      const isRead = await this.#readAll();
      // A stream that ended may have broken off: only what is read after the container's end is all.
      if (isRead === "unreadable" || (isRead === "read" && wasOver) || this.#late.signal.aborted) return;
      await passed(AGAIN_AFTER_MS, null, { signal: this.#over.signal }).catch(() => undefined);
    }
  }

  async #readAll(): Promise<"read" | "broken" | "unreadable"> {
    const since = this.#since;
    const output = new ContainerOutput(this.#isTerminal, (line) => {
      if (since !== null && line.at <= since) return;
      this.#since = line.at;
      this.#reader.onLine(line);
    });
    try {
      const stream = await this.#container.logs({
        follow: true,
        stdout: true,
        stderr: true,
        timestamps: true,
        ...(since === null ? {} : { since: Math.floor(Date.parse(since) / 1000) }),
      });
      stream.on("data", (chunk: Buffer) => output.write(chunk));
      await once(stream, "end", { signal: this.#late.signal });
      output.end();
      return "read";
    } catch (error) {
      if (!isStatus(error, 404, 409, 500, 501)) return "broken";
      // Of a container that is gone there is nothing to read; some ways to log cannot be read at all.
      if (!isStatus(error, 404)) this.#reader.onTrouble(reasonOf(error));
      return "unreadable";
    }
  }
}
