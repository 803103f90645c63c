import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prefectProgram } from "./prefect-program.ts";

/** A program of Prefect's that goes on while the test does things, pointed at a server. */
export class PrefectProcess {
  readonly #home = mkdtempSync(join(tmpdir(), "tutti-prefect-process-"));
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #said = "";
  #onSaid: () => void = () => {};

  constructor(origin: string, program: "python" | "prefect", args: readonly string[]) {
    this.#child = spawn(prefectProgram(program), [...args], {
      env: {
        PATH: process.env["PATH"],
        HOME: this.#home,
        PREFECT_HOME: this.#home,
        PREFECT_API_URL: `${origin}/api`,
        PYTHONUNBUFFERED: "1",
        COLUMNS: "400",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#ended = once(this.#child, "exit");
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (data: Buffer) => {
        this.#said += data.toString();
        this.#onSaid();
      });
    }
    this.#child.once("exit", () => this.#onSaid());
  }

  get said(): string {
    return this.#said;
  }

  /** Everything it has said, once that matches. Throws with it when the program ends before. */
  async says(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#said)) {
      if (this.#child.exitCode !== null) throw new Error(`it ended without ${String(pattern)}:\n${this.#said}`);
      await new Promise<void>((resolve) => {
        this.#onSaid = resolve;
      });
    }
    return this.#said;
  }

  /** Its exit code and all that it said, when it has ended by itself. */
  async end(): Promise<{ code: number | null; said: string }> {
    await this.#ended;
    return { code: this.#child.exitCode, said: this.#said };
  }

  /** Ends it as Ctrl-C does, if it has not ended, and waits until it has. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill("SIGINT");
    await this.#ended;
    rmSync(this.#home, { recursive: true, force: true });
  }
}
