import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prefectProgram } from "./prefect-program.ts";

/** Prefect's own worker of processes, unmodified, serving a pool of a server. */
export class PrefectWorker {
  readonly #child: ChildProcess;
  readonly #home: string;
  #said = "";
  #onSaid: () => void = () => undefined;

  /** Starts it. It makes the pool when there is none. */
  static start(origin: string, pool: string, env: Record<string, string> = {}): PrefectWorker {
    const home = mkdtempSync(join(tmpdir(), "tutti-prefect-worker-"));
    const args = ["worker", "start", "--pool", pool, "--type", "process", "--name", "conformance"];
    const child = spawn(prefectProgram("prefect"), args, {
      cwd: home,
      env: {
        PATH: `${prefectProgram("prefect").replace(/\/prefect$/, "")}:${process.env["PATH"]}`,
        HOME: home,
        TMPDIR: home,
        PREFECT_HOME: home,
        PREFECT_API_URL: `${origin}/api`,
        PREFECT_LOGGING_LEVEL: "DEBUG",
        PREFECT_LOGGING_TO_API_BATCH_INTERVAL: "0.2",
        PYTHONDONTWRITEBYTECODE: "1",
        PREFECT_WORKER_QUERY_SECONDS: "1",
        PREFECT_WORKER_HEARTBEAT_SECONDS: "1",
        COLUMNS: "250",
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    return new PrefectWorker(child, home);
  }

  private constructor(child: ChildProcess, home: string) {
    this.#child = child;
    this.#home = home;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.#said += chunk.toString();
        this.#onSaid();
      });
    }
  }

  get said(): string {
    return this.#said;
  }

  /** Resolves when it has said so. Fails with everything it said when it ends before. */
  async until(pattern: RegExp): Promise<void> {
    const ended = once(this.#child, "exit").then(() => {
      throw new Error(`the worker ended before it said ${pattern}:\n${this.#said}`);
    });
    ended.catch(() => undefined);
    while (!pattern.test(this.#said)) {
      const more = new Promise<void>((resolve) => {
        this.#onSaid = resolve;
      });
      await Promise.race([more, ended]);
    }
  }

  /** Ends it with the processes it started. */
  async stop(): Promise<void> {
    const { pid } = this.#child;
    if (pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null) {
      process.kill(-pid, "SIGKILL");
      await once(this.#child, "exit");
    }
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }
}
