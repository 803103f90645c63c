import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixedAddress } from "@tutti/client/api-address";
import { createDeployment, createDeploymentRun } from "@tutti/client/deployments";
import { countFlowRuns, filterFlowRuns, readFlowRunStates } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { ApiClient } from "@tutti/client/http";
import { isAlive } from "@tutti/client/process-identity";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { WorkerProcess } from "../../../packages/worker/test/support/worker-process.ts";
import { freePort } from "../../support/free-port.ts";
import { ServerProcess } from "../../support/server-process.ts";
import type { FaultyWire } from "../wire/faulty-wire.ts";
import { ExecutionJournal } from "./execution-journal.ts";

const POOL = "chaos";
const PROGRAMS = join(import.meta.dirname, "..", "programs");
const LEASE_SECONDS = "2";
const PAGE = 200;
const OPEN = { type: { any_: ["SCHEDULED" as const, "PENDING" as const, "RUNNING" as const, "PAUSED" as const] } };

export interface CrewOptions {
  readonly wire: FaultyWire;
  readonly databaseUrl?: string;
}

/** A server, and behind a wire a worker and the processes of its runs; each of them may be killed and comes back. */
export class ChaosCrew {
  readonly journal: ExecutionJournal;
  readonly wire: FaultyWire;
  readonly #folder = mkdtempSync(join(tmpdir(), "tutti-crew-"));
  readonly #env: Record<string, string>;
  #port = 0;
  #server: ServerProcess | null = null;
  #worker: WorkerProcess | null = null;
  #workersStarted = 0;
  #deploymentId = "";

  private constructor({ wire, databaseUrl }: CrewOptions) {
    this.wire = wire;
    this.journal = new ExecutionJournal(this.#folder);
    this.#env = {
      TUTTI_LEASE_SECONDS: LEASE_SECONDS,
      ...(databaseUrl === undefined ? {} : { TUTTI_DATABASE_URL: databaseUrl }),
    };
  }

  static async start(options: CrewOptions): Promise<ChaosCrew> {
    const crew = new ChaosCrew(options);
    crew.#port = await freePort();
    options.wire.leadTo(crew.#port);
    await crew.#startServer();
    crew.keepWorker();
    await crew.#worker?.until(/Waiting for runs/);
    await crew.#deploy();
    return crew;
  }

  get #api(): ApiClient {
    return new ApiClient({ locate: fixedAddress(`http://127.0.0.1:${this.#port}/api`) });
  }

  /** Runs that are due now, one for each seed. */
  async schedule(seeds: readonly number[]): Promise<void> {
    const api = this.#api;
    await Promise.all(seeds.map((seed) => createDeploymentRun(api, this.#deploymentId, { parameters: { seed } })));
  }

  /** How many runs have not ended. */
  openRuns(): Promise<number> {
    return countFlowRuns(this.#api, { flow_runs: { deployment_id: { any_: [this.#deploymentId] }, state: OPEN } });
  }

  /** Every run that was scheduled. */
  async runs(): Promise<FlowRun[]> {
    const runs: FlowRun[] = [];
    const flow_runs = { deployment_id: { any_: [this.#deploymentId] } };
    for (;;) {
      const page = await filterFlowRuns(this.#api, { flow_runs, limit: PAGE, offset: runs.length, sort: "ID_DESC" });
      runs.push(...page);
      if (page.length < PAGE) return runs;
    }
  }

  /** The names of the states that a run went through, for whoever has to find out why it ended so. */
  async historyOf(id: string): Promise<string> {
    return (await readFlowRunStates(this.#api, id)).map(({ name }) => name).join(" ");
  }

  async killServer(): Promise<void> {
    await this.#server?.end("SIGKILL");
    await this.#startServer();
  }

  async killWorker(): Promise<void> {
    await this.#worker?.end("SIGKILL");
    this.keepWorker();
  }

  /** Those of the processes that executed runs which are still there. */
  async runners(): Promise<number[]> {
    const alive = this.journal.processes().map(async (one) => ((await isAlive(one)) ? [one.pid] : []));
    return (await Promise.all(alive)).flat();
  }

  /** As whatever starts services does: a worker that found no server is started again. */
  keepWorker(): void {
    if (this.#worker !== null && !this.#worker.hasEnded) return;
    const told = { TUTTI_API_URL: this.wire.api, TUTTI_HOME: this.#folder, CHAOS_FOLDER: this.#folder, ...this.#env };
    // One with a limit claims what it takes; for one without, runs begin where a process waits for them.
    const limit = (this.#workersStarted += 1) % 2 === 0 ? ["-l", "6"] : [];
    this.#worker = new WorkerProcess(["-p", POOL, "--create-pool-if-not-found", ...limit], told);
  }

  async close(): Promise<void> {
    await this.#worker?.end("SIGTERM");
    for (const pid of await this.runners()) signal(pid, "SIGKILL");
    await this.#server?.end("SIGTERM");
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #startServer(): Promise<void> {
    this.#server = await ServerProcess.start({ home: this.#folder, port: this.#port, env: this.#env });
  }

  async #deploy(): Promise<void> {
    const api = this.#api;
    const flow = await registerFlow(api, { name: "chaotic" });
    const { id } = await createDeployment(api, {
      name: POOL,
      flow_id: flow.id,
      entrypoint: "chaotic.ts:chaotic",
      path: PROGRAMS,
      work_pool_name: POOL,
      job_variables: { command: "tutti flow-run execute" },
      // A run that was not begun yet has not said how often it may be started again.
      labels: { "tutti.recoveries": 1000 },
    });
    this.#deploymentId = id;
  }
}

/** Answers whether there is such a process. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}
