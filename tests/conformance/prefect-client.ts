import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { prefectProgram } from "./prefect-program.ts";

const run = promisify(execFile);
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
  readonly #home = mkdtempSync(join(tmpdir(), "tutti-prefect-client-"));
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
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

  async #execute(program: "python" | "prefect", args: readonly string[], cwd?: string): Promise<string> {
    const options = { env: this.#environment(), timeout: 110_000, maxBuffer: 1 << 26 };
    const { stdout } = await run(prefectProgram(program), args, cwd === undefined ? options : { ...options, cwd });
    return stdout;
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env["PATH"],
      HOME: this.#home,
      PREFECT_HOME: this.#home,
      PREFECT_API_URL: `${this.#origin}/api`,
      PREFECT_LOGGING_TO_API_BATCH_INTERVAL: "0.2",
      PREFECT_RUNNER_POLL_FREQUENCY: "1",
      PREFECT_WORKER_QUERY_SECONDS: "1",
      COLUMNS: "250",
    };
  }

  close(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}
