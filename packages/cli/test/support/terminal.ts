import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { CLI, cliEnvironment } from "./run-cli.ts";

export const KEYS = { enter: "\r", down: "\u001B[B", up: "\u001B[A", interrupt: "\u0003" } as const;

/** The command line on a pseudo-terminal of 120 columns unless told otherwise, made by Python's `pty`: a person can be asked there. */
export class Terminal {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  #shown = "";
  /** How much of it was looked for already. */
  #seen = 0;
  #change = Promise.withResolvers<void>();
  #isOver = false;

  constructor(
    args: readonly string[],
    options: {
      readonly cwd: string;
      readonly env?: Readonly<Record<string, string>>;
      readonly size?: `${number}x${number}`;
    },
  ) {
    const { size = "120x40" } = options;
    const program = [join(import.meta.dirname, "terminal.py"), size, process.execPath, CLI, ...args];
    this.#child = spawn("python3", program, {
      cwd: options.cwd,
      env: { ...cliEnvironment(options.env ?? {}), TERM: "xterm-256color", NO_COLOR: "1" },
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.#shown += text;
      this.#tell();
    });
    this.#child.stdout.once("end", () => {
      this.#isOver = true;
      this.#tell();
    });
  }

  /** What was shown so far, without the codes that move and colour. */
  get text(): string {
    return stripVTControlCharacters(this.#shown);
  }

  /** Waits until this is shown, after what was waited for before. Rejects when the program ends without it. */
  async sees(expected: string): Promise<void> {
    for (;;) {
      const at = this.text.indexOf(expected, this.#seen);
      if (at !== -1) {
        this.#seen = at + expected.length;
        return;
      }
      if (this.#isOver) throw new Error(`"${expected}" was not shown, but:\n${this.text}`);
      await this.#change.promise;
    }
  }

  /** Types keys and text, as they are. */
  type(...keys: readonly string[]): void {
    this.#child.stdin.write(keys.join(""));
  }

  /** Waits for the program's end. */
  async end(): Promise<{ readonly code: number | null; readonly text: string }> {
    while (!this.#isOver) await this.#change.promise;
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, "exit");
    return { code: this.#child.exitCode, text: this.text };
  }

  #tell(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }

  /** Ends what still runs: the terminal goes away, and the program with it. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill();
      await once(this.#child, "exit");
    }
  }
}
