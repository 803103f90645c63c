import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prefectProgram } from "./prefect-program.ts";

const program = fileURLToPath(new URL("python/forks.py", import.meta.url));

/** The process that has loaded Prefect once, for all the programs of this run that need not show that they load it. */
export class PrefectForks {
  /** The socket on which it takes requests. */
  readonly path: string;
  readonly #home: string;
  readonly #child: ChildProcess;

  private constructor(home: string) {
    this.#home = home;
    this.path = join(home, "forks.sock");
    this.#child = spawn(prefectProgram("python"), [program, this.path], {
      env: { PATH: process.env["PATH"], HOME: home, PREFECT_HOME: home, PREFECT_SERVER_ANALYTICS_ENABLED: "false" },
      stdio: ["pipe", "pipe", "inherit"],
    });
  }

  static async start(): Promise<PrefectForks> {
    const forks = new PrefectForks(mkdtempSync(join(tmpdir(), "tutti-prefect-forks-")));
    await forks.#isReady();
    return forks;
  }

  async #isReady(): Promise<void> {
    const { stdout } = this.#child;
    if (stdout === null) throw new Error("the process cannot be heard");
    const ended = once(this.#child, "exit").then(([code]) => {
      throw new Error(`Prefect could not be loaded (exit code ${String(code)})`);
    });
    await Promise.race([once(stdout, "data"), ended]);
    ended.catch(() => undefined);
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.stdin?.end();
    await ended;
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }
}
