import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { withCompileCache } from "@tutti/client/compile-cache";

/** A program in a process of its own. */
export class Program {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #errors: string[] = [];
  readonly #ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  #hasEnded = false;
  #wake: () => void = () => undefined;

  /** One of `test/programs`. */
  constructor(name: string, args: readonly string[], env: Record<string, string>);
  constructor(file: URL, args: readonly string[], env: Record<string, string>);
  constructor(program: string | URL, args: readonly string[], env: Record<string, string>) {
    const file = fileURLToPath(
      program instanceof URL ? program : new URL(`../programs/${program}.ts`, import.meta.url),
    );
    this.#child = spawn(process.execPath, [file, ...args], {
      env: { ...withCompileCache(plainEnvironment()), ...env },
    });
    if (this.#child.stdout === null || this.#child.stderr === null) throw new Error("The program has no output");
    createInterface(this.#child.stdout).on("line", (line) => {
      this.#lines.push(line);
      this.#wake();
    });
    this.#child.stderr.on("data", (data: Buffer) => this.#errors.push(data.toString()));
    this.#ended = once(this.#child, "close").then(() => {
      this.#hasEnded = true;
      this.#wake();
      return { code: this.#child.exitCode, signal: this.#child.signalCode };
    });
  }

  /** What it printed so far. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  get errors(): string {
    return this.#errors.join("");
  }

  /** What follows `start` in the first line that begins with it. Rejects when the program ends without it. */
  async said(start: string): Promise<string> {
    for (;;) {
      const line = this.#lines.find((one) => one.startsWith(start));
      if (line !== undefined) return line.slice(start.length).trim();
      if (this.#hasEnded) throw new Error(`The program ended without saying "${start}": ${this.errors}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Its stderr is a pipe without a reader from now on. */
  stopReadingErrors(): void {
    this.#child.stderr?.destroy();
  }

  send(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    return this.#ended;
  }
}

// What the tests' own process was told about servers is not for its programs.
export function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(TUTTI|PREFECT)_/.test(name)));
}
