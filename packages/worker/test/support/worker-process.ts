import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const TUTTI = join(import.meta.dirname, "..", "..", "..", "tutti", "bin", "tutti.mjs");

/** `tutti worker start` in a process of its own, which a test may kill. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #said = "";
  #wake: () => void = () => undefined;

  constructor(args: readonly string[], environment: Record<string, string>) {
    const times = { TUTTI_WORKER_QUERY_SECONDS: "0.1", TUTTI_WORKER_HEARTBEAT_SECONDS: "2" };
    const env = { PATH: process.env["PATH"], NO_COLOR: "1", ...times, ...environment };
    this.#child = spawn(process.execPath, [TUTTI, "worker", "start", ...args], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#ended = once(this.#child, "exit").then(() => this.#wake());
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.#said += chunk.toString();
        this.#wake();
      });
    }
  }

  get said(): string {
    return this.#said;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Resolves when it has said so. Rejects with all it said when it ends before. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#said);
      if (found !== null) return found;
      if (this.hasEnded) throw new Error(`the worker ended:\n${this.#said}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Sends a signal; resolves with the exit code when it is gone. */
  async end(signal: "SIGKILL" | "SIGTERM" | "SIGINT"): Promise<number | null> {
    this.#child.kill(signal);
    await this.#ended;
    return this.#child.exitCode;
  }
}
