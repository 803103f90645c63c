import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fixedAddress } from "@tutti/client/api-address";
import { ApiClient } from "@tutti/client/http";
import { afterAll, beforeAll, inject } from "vitest";
import { ServerProcess } from "../support/server-process.ts";
import { PrefectClient } from "./prefect-client.ts";
import { SdkClient } from "./sdk-client.ts";

/** The servers on which both languages meet. */
export const meetingPlaces = [
  { name: "a real Prefect server", isTutti: false },
  { name: "Tutti", isTutti: true },
];

/** One server, Prefect's client and Tutti's SDK pointed at it, and a folder that both see. */
export class BothLanguages {
  readonly folder = mkdtempSync(join(tmpdir(), "tutti-both-"));
  readonly #isTutti: boolean;
  #server: ServerProcess | undefined;
  #origin = "";
  #python: PrefectClient | null = null;
  #typescript: SdkClient | null = null;

  constructor(isTutti: boolean) {
    this.#isTutti = isTutti;
    beforeAll(() => this.#open());
    afterAll(() => this.#close());
  }

  get api(): ApiClient {
    return new ApiClient({ locate: fixedAddress(`${this.#origin}/api`) });
  }

  /** The JSON of the last line that a program of `python/` prints. */
  async python(program: string, ...args: readonly string[]): Promise<unknown> {
    return this.#python?.runProgram(fileURLToPath(new URL(`python/${program}`, import.meta.url)), ...args);
  }

  /** The JSON of the last line that a program of `typescript/` prints. */
  async typescript(program: string, ...args: readonly string[]): Promise<unknown> {
    return this.#typescript?.runProgram(fileURLToPath(new URL(`typescript/${program}`, import.meta.url)), ...args);
  }

  async #open(): Promise<void> {
    if (this.#isTutti)
      this.#server = await ServerProcess.start({ home: join(this.folder, "server"), port: 0, env: {} });
    this.#origin = this.#server === undefined ? inject("prefectOrigin") : new URL(this.#server.url).origin;
    this.#python = new PrefectClient(this.#origin);
    this.#typescript = new SdkClient(this.#origin);
  }

  async #close(): Promise<void> {
    this.#python?.close();
    this.#typescript?.close();
    await this.#server?.end("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
