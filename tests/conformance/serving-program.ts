import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A program of the SDK's that serves flows, pointed at a server. */
export class ServingProgram {
  readonly #child: ChildProcess;
  #said = "";
  #onSaid: () => void = () => undefined;

  constructor(file: string, origin: string, home: string) {
    this.#child = spawn(process.execPath, [file], {
      env: { PATH: process.env["PATH"], HOME: home, TUTTI_HOME: home, TUTTI_API_URL: `${origin}/api` },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#child.stderr?.on("data", (chunk: Buffer) => {
      this.#said += chunk.toString();
      this.#onSaid();
    });
  }

  /** Resolves when it has said so. Throws with all it said when it ends before. */
  async says(pattern: RegExp): Promise<void> {
    const ended = once(this.#child, "exit").then(() => {
      throw new Error(`it ended without ${String(pattern)}:\n${this.#said}`);
    });
    ended.catch(() => undefined);
    while (!pattern.test(this.#said)) {
      const more = new Promise<void>((resolve) => {
        this.#onSaid = resolve;
      });
      await Promise.race([more, ended]);
    }
  }

  /** Ends it as Ctrl-C does; gives its exit code. */
  async stop(): Promise<number | null> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGINT");
    await ended;
    return this.#child.exitCode;
  }
}
