import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);
const shapes = fileURLToPath(new URL("typescript/shapes.ts", import.meta.url));

const seenSchema = z.object({ id: z.string(), state: z.tuple([z.string(), z.string()]), result: z.unknown() });

/** What a program of Tutti's SDK itself saw of a run. */
export type SeenBySdk = z.output<typeof seenSchema>;

/** Programs of Tutti's SDK, pointed at a server. */
export class SdkClient {
  #madeHome: string | null = null;
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** A folder of its own, made when something runs. */
  get #home(): string {
    return (this.#madeHome ??= mkdtempSync(join(tmpdir(), "tutti-sdk-client-")));
  }

  /** Runs flows of `typescript/shapes.ts`, one after another in one process. */
  async runShapes(names: readonly string[]): Promise<Map<string, SeenBySdk>> {
    const seen = await this.runProgram(shapes, ...names);
    return new Map(Object.entries(z.record(z.string(), seenSchema).parse(seen)));
  }

  /** Runs a program: the JSON of the last line that it prints. Throws when it fails. */
  async runProgram(path: string, ...args: readonly string[]): Promise<unknown> {
    const env = {
      PATH: process.env["PATH"],
      HOME: this.#home,
      TUTTI_HOME: this.#home,
      TUTTI_API_URL: `${this.#origin}/api`,
    };
    const { stdout } = await run(process.execPath, [path, ...args], { env, timeout: 220_000 });
    return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
  }

  close(): void {
    if (this.#madeHome !== null) rmSync(this.#madeHome, { recursive: true, force: true, maxRetries: 5 });
  }
}
