import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { ServerProcess } from "../support/server-process.ts";
import { PrefectWorker } from "./prefect-worker.ts";
import { RunRecords } from "./recorded-run.ts";

const home = mkdtempSync(join(tmpdir(), "tutti-worker-"));
const POOL = "real-pool";
const FLOWS = fileURLToPath(new URL("python", import.meta.url));

const servers = [
  { name: "SQLite", env: {} },
  { name: "Postgres", env: { TUTTI_DATABASE_URL: inject("postgresUrls").worker } },
];

const withId = z.object({ id: z.string() });

/** A server, Prefect's worker on it, and deployments for it to run. */
class Workplace {
  readonly server: ServerProcess;
  readonly worker: PrefectWorker;
  readonly records: RunRecords;

  private constructor(server: ServerProcess) {
    const origin = new URL(server.url).origin;
    this.server = server;
    this.records = new RunRecords(origin);
    this.worker = PrefectWorker.start(origin, POOL, { PREFECT_WORKER_ENABLE_CANCELLATION: "true" });
  }

  static async open(env: Record<string, string>): Promise<Workplace> {
    return new Workplace(await ServerProcess.start({ home: mkdtempSync(join(home, "server-")), port: 0, env }));
  }

  async post(path: string, body: unknown): Promise<unknown> {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${this.server.api}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** Deploys a flow of `python/deployed.py`; the deployment's id. */
  async deploy(flow: "quick" | "slow"): Promise<string> {
    const { id: flow_id } = withId.parse(await this.post("/flows/", { name: `deployed-${flow}` }));
    const deployment = {
      name: "conformance",
      flow_id,
      entrypoint: `deployed.py:${flow}`,
      pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: FLOWS } }],
      work_pool_name: POOL,
    };
    return withId.parse(await this.post("/deployments/", deployment)).id;
  }

  async run(deploymentId: string, request: object = {}): Promise<string> {
    return withId.parse(await this.post(`/deployments/${deploymentId}/create_flow_run`, request)).id;
  }

  /** Waits until the run is in such a state. */
  async until(id: string, isReached: (state: string) => boolean): Promise<void> {
    while (!isReached((await this.records.flowRun(id)).state_name)) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  cancel(id: string): Promise<unknown> {
    return this.post(`/flow_runs/${id}/set_state`, { state: { type: "CANCELLING", name: "Cancelling" } });
  }

  async close(): Promise<void> {
    await this.worker.stop();
    await this.server.end("SIGTERM");
  }
}

describe.each(servers)("Prefect's worker on Tutti's $name", ({ env }) => {
  let place: Workplace;
  beforeAll(async () => {
    place = await Workplace.open(env);
    await place.worker.until(/Skipping REST worker heartbeat because the worker channel is healthy/);
  });
  afterAll(() => place.close());

  test("makes its pool over the channel, stays on it, and is there", async () => {
    const pool = await fetch(`${place.server.api}/work_pools/${POOL}`).then((answer) => answer.json());
    expect(pool).toMatchObject({ type: "process", status: "READY", base_job_template: { job_configuration: {} } });
    const workers = await place.post(`/work_pools/${POOL}/workers/filter`, {});
    expect(workers).toMatchObject([{ name: "conformance", status: "ONLINE", heartbeat_interval_seconds: 1 }]);
    expect(place.worker.said).not.toMatch(/Worker channel (disabled|unhealthy)/);
  });

  test("takes a run and completes it", async () => {
    const id = await place.run(await place.deploy("quick"), { parameters: { number: 4 } });
    await place.until(id, (state) => state === "Completed" || state === "Crashed");
    expect(await place.records.stateNames(id)).toEqual(["Scheduled", "Pending", "Submitting", "Running", "Completed"]);
    expect(await place.records.taskRuns(id, 1)).toEqual(["double Completed ×1"]);
  });

  test("cancels a run that is running", async () => {
    const id = await place.run(await place.deploy("slow"));
    await place.until(id, (state) => state === "Running");
    await place.cancel(id);
    await place.until(id, (state) => state === "Cancelled");
    const names = await place.records.stateNames(id);
    expect(names.slice(-3)).toEqual(["Running", "Cancelling", "Cancelled"]);
  });

  test("cancels a run that has not begun", async () => {
    const id = await place.run(await place.deploy("slow"));
    await place.until(id, (state) => state === "Pending" || state === "Submitting");
    await place.cancel(id);
    await place.until(id, (state) => state === "Cancelled");
    expect(await place.records.stateNames(id)).not.toContain("Running");
  });
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});
