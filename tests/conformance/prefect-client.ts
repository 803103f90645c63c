import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { ForkedProgram } from "./forked-program.ts";
import { prefectProgram } from "./prefect-program.ts";

const shapes = fileURLToPath(new URL("python/shapes.py", import.meta.url));

const seenSchema = z.object({
  id: z.string(),
  state: z.tuple([z.string(), z.string()]),
  states: z.array(z.string()),
  result: z.unknown(),
});

/** What Prefect's client itself saw of a run. */
export type SeenRun = z.output<typeof seenSchema>;

/** Prefect's own client and command line, unmodified, pointed at a server. */
export class PrefectClient {
  #madeHome: string | null = null;
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** A folder of its own, made when something runs. */
  get #home(): string {
    return (this.#madeHome ??= mkdtempSync(join(tmpdir(), "tutti-prefect-client-")));
  }

  /** Runs flows of `python/shapes.py`, one after another in one process. */
  async runShapes(names: readonly string[]): Promise<Map<string, SeenRun>> {
    const seen = await this.runProgram(shapes, ...names);
    return new Map(Object.entries(z.record(z.string(), seenSchema).parse(seen)));
  }

  /** Runs a Python program: the JSON of the last line that it prints. Throws when it fails. */
  async runProgram(path: string, ...args: readonly string[]): Promise<unknown> {
    const stdout = await this.#execute("python", [path, ...args]);
    return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
  }

  /** What `prefect …` prints. Throws when it fails. */
  command(...args: readonly string[]): Promise<string> {
    return this.#execute("prefect", args);
  }

  /** The same, run in a folder. */
  commandIn(folder: string, ...args: readonly string[]): Promise<string> {
    return this.#execute("prefect", args, folder);
  }

  /** A program that goes on until the test ends it. */
  start(program: "python" | "prefect", ...args: readonly string[]): ChildProcess {
    return spawn(prefectProgram(program), args, { env: this.#environment(), stdio: "ignore" });
  }

  async #execute(program: "python" | "prefect", args: readonly string[], cwd = this.#home): Promise<string> {
    const stderr = join(this.#home, `stderr-${randomUUID()}`);
    const forked = new ForkedProgram({ program, args, env: this.#environment(), cwd, stderr });
    const timer = setTimeout(() => void forked.kill("SIGKILL"), 220_000);
    const code = await forked.ended.finally(() => clearTimeout(timer));
    if (code === 0) return forked.said;
    throw new Error(
      `${program} ${args.join(" ")} ended with ${code}:\n${forked.said}\n${readFileSync(stderr, "utf8")}`,
    );
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env["PATH"],
      HOME: this.#home,
      TMPDIR: this.#home,
      PREFECT_HOME: this.#home,
      PREFECT_API_URL: `${this.#origin}/api`,
      PREFECT_LOGGING_TO_API_BATCH_INTERVAL: "0.2",
      PREFECT_RUNNER_POLL_FREQUENCY: "1",
      PREFECT_WORKER_QUERY_SECONDS: "1",
      COLUMNS: "250",
    };
  }

  close(): void {
    if (this.#madeHome !== null) rmSync(this.#madeHome, { recursive: true, force: true, maxRetries: 5 });
  }
}
