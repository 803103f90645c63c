import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ForkedProgram } from "./forked-program.ts";

/** A program of Prefect's that goes on while the test does things, pointed at a server. */
export class PrefectProcess {
  readonly #home = mkdtempSync(join(tmpdir(), "tutti-prefect-process-"));
  readonly #program: ForkedProgram;

  constructor(origin: string, program: "python" | "prefect", args: readonly string[]) {
    const env = {
      PATH: process.env["PATH"],
      HOME: this.#home,
      PREFECT_HOME: this.#home,
      PREFECT_API_URL: `${origin}/api`,
      COLUMNS: "400",
    };
    this.#program = new ForkedProgram({ program, args, env });
  }

  get said(): string {
    return this.#program.said;
  }

  /** Everything it has said, once that matches. Throws with it when the program ends before. */
  async says(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.said)) {
      if (this.#program.isOver) throw new Error(`it ended without ${String(pattern)}:\n${this.said}`);
      await new Promise<void>((resolve) => {
        this.#program.onSaid = resolve;
      });
    }
    return this.said;
  }

  /** Its exit code and all that it said, when it has ended by itself. */
  async end(): Promise<{ code: number; said: string }> {
    const code = await this.#program.ended;
    return { code, said: this.said };
  }

  /** Ends it as Ctrl-C does, if it has not ended, and waits until it has. */
  async stop(): Promise<void> {
    await this.#program.kill("SIGINT");
    await this.#program.ended;
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }
}
