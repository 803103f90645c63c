import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../programs/flows.ts", import.meta.url));

/** A real process that runs one of `programs/flows.ts` against a server. */
export class FlowProgram {
  readonly #child: ChildProcess;
  readonly #said: Buffer[] = [];
  readonly #exited: Promise<unknown[]>;

  constructor(flow: "live" | "broken" | "wide", api: string, home: string) {
    this.#child = fork(PROGRAM, [flow], {
      env: { PATH: process.env["PATH"], HOME: home, TUTTI_HOME: home, TUTTI_API_URL: api },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child.stderr?.on("data", (chunk: Buffer) => this.#said.push(chunk));
    this.#exited = once(this.#child, "exit");
  }

  /** Resolves when the flow halts at its gate. */
  async atGate(): Promise<void> {
    const ended = this.#exited.then(() => {
      throw new Error(`the flow ended before its gate: ${Buffer.concat(this.#said).toString()}`);
    });
    await Promise.race([once(this.#child, "message"), ended]);
    ended.catch(() => undefined);
  }

  goOn(): void {
    this.#child.send("go on");
  }

  /** Resolves when the process is gone; throws with what it said when it failed. */
  async end(): Promise<void> {
    const [code] = await this.#exited;
    if (code !== 0)
      throw new Error(`the flow's process ended with ${String(code)}: ${Buffer.concat(this.#said).toString()}`);
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill("SIGKILL");
    await this.#exited;
  }
}
