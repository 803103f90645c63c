import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { ServerProcess } from "../support/server-process.ts";
import { PrefectProcess } from "./prefect-process.ts";
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
  async deploy(flow: "asking" | "dying" | "nested" | "quick" | "slow", rest: object = {}): Promise<string> {
    const { id: flow_id } = withId.parse(await this.post("/flows/", { name: `deployed-${flow}` }));
    const deployment = {
      name: "conformance",
      flow_id,
      entrypoint: `deployed.py:${flow}`,
      pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: FLOWS } }],
      parameter_openapi_schema: { type: "object", properties: { number: { type: "integer", default: 21 } } },
      work_pool_name: POOL,
      ...rest,
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

  /** The one run inside a run, when it is there. */
  async childOf(id: string): Promise<string> {
    const filter = { flow_runs: { parent_flow_run_id: { any_: [id] } } };
    for (;;) {
      const [child] = z.array(withId).parse(await this.post("/flow_runs/filter", filter));
      if (child !== undefined) return child.id;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Waits until the run has said what it wants to be told: it does so when it is suspended already. */
  async asksForInput(id: string): Promise<void> {
    const keys = z.array(z.object({ key: z.string() }));
    const isAsked = async () => {
      const inputs = keys.parse(await this.post(`/flow_runs/${id}/input/filter`, { prefix: "", limit: 10 }));
      return inputs.some(({ key }) => key.endsWith("-schema"));
    };
    while (!(await isAsked())) await new Promise((resolve) => setTimeout(resolve, 100));
  }

  /** What Prefect's command line says, when it has ended. */
  async prefect(...args: string[]): Promise<{ code: number; said: string }> {
    const process = new PrefectProcess(new URL(this.server.url).origin, "prefect", args);
    const outcome = await process.end();
    await process.stop();
    return outcome;
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
    // One that is heard of each second is away when it is paused for three.
    const workers = () => place.post(`/work_pools/${POOL}/workers/filter`, {});
    const present = [{ name: "conformance", status: "ONLINE", heartbeat_interval_seconds: 1 }];
    await expect.poll(workers).toMatchObject(present);
    // It gives up by itself where nobody came to answer within ten seconds.
    expect(place.worker.said).not.toMatch(/Worker channel (disabled|unhealthy(?!.*timed out))/);
  });

  describe("side by side", { concurrent: true }, () => {
    runsAreTaken(() => place);
    runsRecover(() => place);
    runsAreCancelled(() => place);
  });
});

function runsAreTaken(workplace: () => Workplace): void {
  test("a run is taken and completed, and prefect deployment run --watch follows it", async () => {
    const place = workplace();
    await place.deploy("quick");
    const args = ["deployment", "run", "deployed-quick/conformance", "--watch", "--param", "number=4"];
    const { code, said } = await place.prefect(...args);
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringMatching(/finished successfully in .Completed/),
    });
    const id = /UUID: (\S+)/.exec(said)?.[1] ?? "";
    expect(await place.records.stateNames(id)).toEqual(["Scheduled", "Pending", "Submitting", "Running", "Completed"]);
    expect(await place.records.taskRuns(id, 1)).toEqual(["double Completed ×1"]);
  });

  test("a run suspends itself until it is answered, and is taken again", async () => {
    const place = workplace();
    const id = await place.run(await place.deploy("asking"));
    await place.asksForInput(id);
    const refused = await place.post(`/flow_runs/${id}/resume`, { run_input: { number: "none" } });
    expect(refused).toMatchObject({ status: "REJECT", details: { reason: expect.stringContaining("number") } });
    await place.post(`/flow_runs/${id}/resume`, { run_input: { number: 21 } });
    await place.until(id, (state) => state === "Completed");
    const begun = ["Pending", "Submitting", "Running"];
    const names = ["Scheduled", ...begun, "Suspended", "Resuming", ...begun, "Completed"];
    expect(await place.records.stateNames(id)).toEqual(names);
  });
}

/** Only Tutti names a run so: its name must mean nothing to Prefect's programs, and its type what it always does. */
function runsRecover(workplace: () => Workplace): void {
  test("a run whose process dies is started again where its deployment says so, and the worker takes it", async () => {
    const place = workplace();
    const folder = mkdtempSync(join(home, "dying-"));
    const rest = { labels: { "tutti.recoveries": 1 }, parameter_openapi_schema: {} };
    const id = await place.run(await place.deploy("dying", rest), { parameters: { folder } });
    await place.until(id, (state) => state === "Completed");
    const begun = ["Pending", "Submitting", "Running"];
    expect(await place.records.stateNames(id)).toEqual(["Scheduled", ...begun, "Recovering", ...begun, "Completed"]);
    expect(await place.records.taskRuns(id, 1)).toEqual(["double Completed ×1"]);
    // The flow wrote down what a client of Prefect's reads of such a run.
    expect(JSON.parse(readFileSync(join(folder, "seen.json"), "utf8"))).toEqual([["SCHEDULED", "Recovering"]]);
    const { code, said } = await place.prefect("flow-run", "inspect", id);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining("Completed") });
  });
}

function runsAreCancelled(workplace: () => Workplace): void {
  test("a run is cancelled that is running", async () => {
    const place = workplace();
    const id = await place.run(await place.deploy("slow"));
    await place.until(id, (state) => state === "Running");
    await place.cancel(id);
    await place.until(id, (state) => state === "Cancelled");
    const names = await place.records.stateNames(id);
    expect(names.slice(-3)).toEqual(["Running", "Cancelling", "Cancelled"]);
  });

  test("a run is cancelled that has not begun", async () => {
    const place = workplace();
    const gate = join(mkdtempSync(join(home, "gate-")), "open");
    const script = `sh -c 'until [ -e ${gate} ]; do sleep 0.1; done'`;
    const pull_steps = [{ "prefect.deployments.steps.run_shell_script": { script } }];
    const id = await place.run(await place.deploy("slow", { name: "gated", pull_steps }));
    await place.until(id, (state) => state === "Submitting");
    await place.cancel(id);
    await place.until(id, (state) => state === "Cancelled");
    writeFileSync(gate, "");
    expect(await place.records.stateNames(id)).not.toContain("Running");
  });

  test("prefect flow-run cancel ends a run with the runs inside it", async () => {
    const place = workplace();
    const id = await place.run(await place.deploy("nested"));
    const inside = await place.childOf(id);
    await place.until(inside, (state) => state === "Running");
    await place.prefect("flow-run", "cancel", id);
    for (const run of [id, inside]) await place.until(run, (state) => state === "Cancelled");
    expect((await place.records.stateNames(id)).slice(-3)).toEqual(["Running", "Cancelling", "Cancelled"]);
    expect((await place.records.stateNames(inside)).at(-1)).toBe("Cancelled");
  });
}

afterAll(() => {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});
