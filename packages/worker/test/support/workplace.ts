import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { fixedAddress } from "@tutti/client/api-address";
import { createDeployment, createDeploymentRun } from "@tutti/client/deployments";
import { filterEvents } from "@tutti/client/events";
import { readFlowRun, readFlowRunStates, setFlowRunState } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { ApiClient } from "@tutti/client/http";
import { renewLease } from "@tutti/client/leases";
import { filterLogs } from "@tutti/client/logs";
import { updateWorkPool } from "@tutti/client/work-pools";
import type { Event } from "@tutti/core/wire/event";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { ServerProcess } from "../../../../tests/support/server-process.ts";
import { ProcessLauncher } from "../../src/process/process-launcher.ts";
import { makePool } from "../../src/serving/pool-place.ts";
import { Worker, type WorkerOptions } from "../../src/worker.ts";
import { Minutes } from "./minutes.ts";
import type { WorkerProcess } from "./worker-process.ts";

const STUB = join(import.meta.dirname, "..", "programs", "stub-run.mjs");
const TUTTI = join(import.meta.dirname, "..", "..", "..", "tutti", "bin", "tutti.mjs");
const LOOK_EVERY_MS = 20;
const RENEW_EVERY_MS = 1000;

/** How the process of a run behaves: see `programs/stub-run.mjs`. */
export type Way = "complete" | "crash" | "silent" | "wait" | "stubborn";

/** A server, pools of processes, and workers in this process. Registers its own start and stop. */
export class Workplace {
  #home = "";
  #server: ServerProcess | null = null;
  #pools = 0;
  #deployments = 0;

  constructor() {
    beforeAll(async () => {
      this.#home = await mkdtemp(join(tmpdir(), "tutti-worker-"));
      this.#server = await ServerProcess.start({ home: this.#home, port: 0 });
    });
    afterAll(async () => {
      await this.#server?.end("SIGTERM");
      await rm(this.#home, { recursive: true, maxRetries: 5 });
    });
  }

  get address(): string {
    if (this.#server === null) throw new Error("the server has not been started yet");
    return this.#server.api;
  }

  /** What a worker's process is told, to serve this server. */
  get environment(): Record<string, string> {
    return { TUTTI_API_URL: this.address, TUTTI_HOME: this.#home };
  }

  /** What is in the files that workers leave for others. */
  async left(): Promise<string> {
    const entries = await readdir(join(this.#home, "workers"), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return (await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), "utf8")))).join(
      "\n",
    );
  }

  get api(): ApiClient {
    return new ApiClient({ locate: fixedAddress(this.address) });
  }

  /** What the workers of a pool told of themselves, once there is so much of it; the oldest first. */
  async workerEvents(poolId: string, count: number): Promise<readonly Event[]> {
    const pool = { id: [`prefect.work-pool.${poolId}`], role: ["work-pool"] };
    const filter = { event: { prefix: ["prefect.worker."] }, related: pool, order: "ASC" as const };
    for (;;) {
      const { events } = await filterEvents(this.api, { filter, limit: 50 });
      if (events.length >= count) return events;
      await passed(LOOK_EVERY_MS);
    }
  }

  /** A pool of its own for a test. */
  pool(type = "process"): Promise<WorkPool> {
    this.#pools += 1;
    return makePool(this.api, `zoo-${this.#pools}`, type, null);
  }

  /** A pool of the type whose jobs say more than its template does: such as by which block they sign in. */
  async poolWith(type: string, more: Record<string, unknown>): Promise<WorkPool> {
    const made = await this.pool(type);
    const { job_configuration, ...rest } = made.base_job_template;
    const base_job_template = { ...rest, job_configuration: { ...Object(job_configuration), ...more } };
    await updateWorkPool(this.api, made.name, { base_job_template });
    return made;
  }

  /** A worker of the pool that asks for work often. */
  worker(
    pool: WorkPool,
    options: Partial<WorkerOptions> = {},
  ): { worker: Worker; minutes: Minutes; launcher: ProcessLauncher } {
    const minutes = new Minutes();
    const launcher = new ProcessLauncher({
      folder: join(this.#home, "workers"),
      place: { pool: pool.name, api: this.address },
      tuttiCommand: [process.execPath, TUTTI],
      environment: { PATH: process.env["PATH"], TUTTI_HOME: this.#home },
    });
    const asked = { name: "keeper", queues: [], limit: null, prefetchSeconds: 10 };
    const times = { querySeconds: 0.1, heartbeatSeconds: 5, graceSeconds: 1 };
    const worker = new Worker({ api: this.api, launcher, narrator: minutes, pool, ...asked, ...times, ...options });
    return { worker, minutes, launcher };
  }

  /** A run of a deployment whose process behaves so; its id. */
  async run(pool: WorkPool, way: Way | null, variables: Record<string, unknown> = {}): Promise<string> {
    const flow = await registerFlow(this.api, { name: "stub" });
    const command = way === null ? {} : { command: `"${process.execPath}" '${STUB}' ${way}` };
    const deployment = await createDeployment(this.api, {
      name: `stub-${this.#deployments++}`,
      flow_id: flow.id,
      work_pool_name: pool.name,
      job_variables: { ...command, ...variables },
    });
    return (await createDeploymentRun(this.api, deployment.id, {})).id;
  }

  /** A run of a deployment of a real flow. */
  async runFlow(
    pool: WorkPool,
    code: { entrypoint: string; path: string },
    job_variables: Record<string, unknown>,
  ): Promise<string> {
    const flow = await registerFlow(this.api, { name: code.entrypoint.replace(/^.*:/, "") });
    const deployment = await createDeployment(this.api, {
      name: pool.name,
      flow_id: flow.id,
      work_pool_name: pool.name,
      job_variables,
      ...code,
    });
    return (await createDeploymentRun(this.api, deployment.id, {})).id;
  }

  cancel(id: string): Promise<unknown> {
    return setFlowRunState(this.api, id, { state: { type: "CANCELLING" } });
  }

  /** The names of the states that a run went through, once it is in such a state. */
  async states(id: string, until: string): Promise<(string | null)[]> {
    while ((await readFlowRun(this.api, id)).state_name !== until) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return (await readFlowRunStates(this.api, id)).map((state) => state.name);
  }

  /** What a run names as its process: its worker writes it down beside what the process does. */
  async processOf(id: string): Promise<string> {
    for (;;) {
      const { infrastructure_pid } = await readFlowRun(this.api, id);
      if (infrastructure_pid !== null) return infrastructure_pid;
      await passed(LOOK_EVERY_MS);
    }
  }

  /** Kills the worker of a run, and renews its lease from then on: the next worker may take longer to begin than it lasts. */
  async kill(worker: WorkerProcess, id: string): Promise<void> {
    await worker.end("SIGKILL");
    const renew = () => renewLease(this.api, id, 1, {}).catch(() => undefined);
    const timer = setInterval(() => void renew(), RENEW_EVERY_MS);
    onTestFinished(() => clearInterval(timer));
  }

  async message(id: string): Promise<string | null> {
    return (await readFlowRun(this.api, id)).state?.message ?? null;
  }

  async logs(id: string): Promise<string[]> {
    const logs = await filterLogs(this.api, { logs: { flow_run_id: { any_: [id] } } });
    return logs.map((log) => log.message);
  }
}
