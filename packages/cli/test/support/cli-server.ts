import { type ChildProcessByStdio, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fixedAddress } from "@tutti/client/api-address";
import { withCompileCache } from "@tutti/client/compile-cache";
import { createFlowRun } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { ApiClient } from "@tutti/client/http";
import type { StateType } from "@tutti/core/state-type";
import { startTestServer, type TestServer } from "@tutti/sdk/test-server";
import { afterAll, beforeAll } from "vitest";
import { HostedCli } from "./hosted-cli.ts";
import { CLI, cliEnvironment, type CliOutcome, runCli } from "./run-cli.ts";

const STEPS = join(import.meta.dirname, "..", "programs", "steps.ts");

/** A server with real runs, and the command line pointed at it. Registers its own start and stop. */
export class CliServer {
  readonly #hosted = new HostedCli();
  #server: TestServer | null = null;
  #home = "";

  constructor() {
    beforeAll(async () => {
      this.#home = await mkdtemp(join(tmpdir(), "tutti-cli-"));
      // Which runs are late says how busy the machine is.
      this.#server = await startTestServer({ settings: { TUTTI_SERVICES_LATE_RUNS_ENABLED: "false" } });
    });
    afterAll(async () => {
      await this.#hosted.stop();
      await this.server.stop();
      await rm(this.#home, { recursive: true, maxRetries: 5 });
    });
  }

  get server(): TestServer {
    if (this.#server === null) throw new Error("the server has not been started yet");
    return this.#server;
  }

  get api(): ApiClient {
    return new ApiClient({ locate: fixedAddress(this.server.url) });
  }

  get env(): Record<string, string> {
    return { TUTTI_API_URL: this.server.url, TUTTI_HOME: this.#home };
  }

  /** Runs the command line to its end. */
  run(...args: string[]): Promise<CliOutcome> {
    return runCli(args, { env: this.env });
  }

  /** The same without a process of its own, for files that call many commands. One at a time, and nothing is piped in. */
  call(...args: string[]): Promise<CliOutcome> {
    return this.#hosted.run(args, this.env);
  }

  /** What a read prints as JSON; the read must succeed and say nothing else. */
  async json(...args: string[]): Promise<unknown> {
    const { code, stdout, stderr } = await this.call(...args, "-o", "json");
    if (code !== 0 || stderr !== "") throw new Error(`${args.join(" ")} ended with ${code}: ${stderr}`);
    return JSON.parse(stdout);
  }

  /** Starts the command line without waiting for its end. */
  start(...args: string[]): ChildProcessByStdio<null, Readable, Readable> {
    return spawn(process.execPath, [CLI, ...args], {
      env: cliEnvironment(this.env),
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** Runs a real flow of three steps; `bad` fails in its second. */
  async runFlow(name: string, outcome: "good" | "bad" | "slow"): Promise<void> {
    const env = withCompileCache(cliEnvironment({ ...this.env, TUTTI_HOME: this.server.home }));
    const child = spawn(process.execPath, [STEPS, name, outcome], { env, stdio: "ignore" });
    const [code] = await once(child, "exit");
    if (code !== (outcome === "bad" ? 1 : 0)) throw new Error(`the flow ${name} ended with ${String(code)}`);
  }

  /** A run that nobody executes, in this state. */
  async createRun(name: string, type: StateType): Promise<string> {
    const flow = await registerFlow(this.api, { name: "idle" });
    const body = { flow_id: flow.id, name, state: { type }, idempotency_key: randomUUID() };
    return (await createFlowRun(this.api, body)).id;
  }
}
