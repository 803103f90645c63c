import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";

const GRACE_MS = 300;

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly secureValue?: string;
}

/** What is asked of a container. */
export interface AskedContainer {
  readonly name: string;
  readonly properties: {
    readonly image: string;
    readonly command?: readonly string[];
    readonly environmentVariables?: readonly Variable[];
  };
}

/** A container that runs what it is asked to as a process of this machine, and tells its state as Azure does. */
export class FakeContainer {
  readonly #asked: AskedContainer;
  readonly #child: ChildProcess | null;
  readonly #lines: string[] = [];
  #exitCode: number | null = null;

  constructor(asked: AskedContainer) {
    this.#asked = asked;
    this.#child = asked.properties.image.startsWith("unpullable") ? null : this.#run();
  }

  /** As a container group has it, secrets left out. */
  get view(): unknown {
    const { name, properties } = this.#asked;
    const environmentVariables = (properties.environmentVariables ?? []).map(({ secureValue: _hidden, ...one }) => one);
    return { name, properties: { ...properties, environmentVariables, instanceView: this.#instance } };
  }

  get isOver(): boolean {
    return this.#child === null || this.#exitCode !== null;
  }

  log(tail: number): string {
    return this.#lines
      .slice(-tail)
      .map((line) => `${line}\n`)
      .join("");
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Ends it, and all that was started in it. */
  async end(): Promise<void> {
    const child = this.#child;
    if (child === null || this.isOver) return;
    const gone = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGTERM");
    const force = setTimeout(() => this.kill(), GRACE_MS);
    await gone;
    clearTimeout(force);
    this.kill();
  }

  kill(): void {
    try {
      if (this.#child?.pid !== undefined) process.kill(-this.#child.pid, "SIGKILL");
    } catch {
      // Nothing of it is left.
    }
  }

  get #instance(): unknown {
    const { image } = this.#asked.properties;
    if (this.#child === null) {
      const message = `Failed to pull image "${image}": not found`;
      const failed = { name: "Failed", type: "Warning", count: 1, message };
      return { restartCount: 0, currentState: { state: "Waiting", detailStatus: "ErrImagePull" }, events: [failed] };
    }
    if (this.#exitCode === null) return { restartCount: 0, currentState: { state: "Running", detailStatus: "" } };
    const detailStatus = this.#exitCode === 0 ? "Completed" : "Error";
    return { restartCount: 0, currentState: { state: "Terminated", exitCode: this.#exitCode, detailStatus } };
  }

  #run(): ChildProcess {
    const { command = [], environmentVariables = [] } = this.#asked.properties;
    const [program = "", ...args] = command;
    const env = Object.fromEntries(
      environmentVariables.map(({ name, value, secureValue }) => [name, value ?? secureValue]),
    );
    const child = spawn(program, args, {
      env: { PATH: process.env["PATH"], ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr]) {
      let begun = "";
      stream?.on("data", (chunk: Buffer) => {
        const lines = (begun + chunk.toString()).split("\n");
        begun = lines.pop() ?? "";
        for (const line of lines) this.#lines.push(`${new Date().toISOString()} ${line}`);
      });
    }
    child.once("close", (code, signal) => {
      this.#exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
    });
    return child;
  }
}
