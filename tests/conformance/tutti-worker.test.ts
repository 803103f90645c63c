import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { fixedAddress } from "@tutti/client/api-address";
import { createDeployment, createDeploymentRun } from "@tutti/client/deployments";
import { readFlowRun, setFlowRunState } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { ApiClient } from "@tutti/client/http";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { WorkerProcess } from "../../packages/worker/test/support/worker-process.ts";
import { ServerProcess } from "../support/server-process.ts";
import { prefectProgram } from "./prefect-program.ts";
import { PrefectWorker } from "./prefect-worker.ts";
import { RunRecords } from "./recorded-run.ts";

const POOL = "shared";
const PYTHON = fileURLToPath(new URL("python", import.meta.url));
const PROGRAMS = fileURLToPath(new URL("../../packages/worker/test/programs", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "tutti-worker-conformance-"));
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

/** Tutti's worker with Prefect's Python at hand, and deployments for it. */
class Workplace {
  readonly api: ApiClient;
  readonly records: RunRecords;
  readonly worker: WorkerProcess;

  constructor(origin: string) {
    this.api = new ApiClient({ locate: fixedAddress(`${origin}/api`) });
    this.records = new RunRecords(origin);
    const PATH = `${dirname(prefectProgram("python"))}:${process.env["PATH"]}`;
    const told = { TUTTI_API_URL: `${origin}/api`, TUTTI_HOME: home, PREFECT_HOME: home, PATH };
    this.worker = new WorkerProcess(["-p", POOL, "-n", "tutti", "--create-pool-if-not-found"], told);
  }

  async deploy(flow: string, entrypoint: string, rest: { path?: string; command?: string } = {}): Promise<string> {
    const { id: flow_id } = await registerFlow(this.api, { name: flow });
    const set = { "prefect.deployments.steps.set_working_directory": { directory: PYTHON } };
    const where = rest.path === undefined ? { pull_steps: [set] } : { path: rest.path };
    const job_variables = rest.command === undefined ? {} : { command: rest.command };
    const body = { name: "conformance", flow_id, entrypoint, work_pool_name: POOL, job_variables, ...where };
    return (await createDeployment(this.api, body)).id;
  }

  async run(deployment: string): Promise<string> {
    return (await createDeploymentRun(this.api, deployment, {})).id;
  }

  async until(id: string, ...states: string[]): Promise<string | null> {
    for (;;) {
      const { state_name } = await readFlowRun(this.api, id);
      if (state_name !== null && states.includes(state_name)) return state_name;
      await passed(100);
    }
  }
}

describe("Tutti's worker on a real Prefect server", () => {
  let place: Workplace;
  beforeAll(async () => {
    place = new Workplace(inject("prefectOrigin"));
    await place.worker.until(/Waiting for runs/);
  });
  afterAll(() => place.worker.end("SIGTERM"));

  test("runs a Python deployment", async () => {
    const id = await place.run(await place.deploy("deployed-quick", "deployed.py:quick"));
    expect(await place.until(id, "Completed", "Crashed", "Failed")).toBe("Completed");
    expect(await place.records.stateNames(id)).toEqual(["Scheduled", "Pending", "Submitting", "Running", "Completed"]);
    // The worker writes them down beside what the process does.
    const labels = async () => (await readFlowRun(place.api, id)).labels;
    await expect.poll(labels).toMatchObject({ "prefect.worker.name": "tutti" });
  });

  test("runs a TypeScript deployment", async () => {
    const rest = { path: PROGRAMS, command: "tutti flow-run execute" };
    const id = await place.run(await place.deploy("quick", "flows.ts:quick", rest));
    expect(await place.until(id, "Completed", "Crashed", "Failed")).toBe("Completed");
  });

  test("cancels a run that is running", async () => {
    const id = await place.run(await place.deploy("deployed-slow", "deployed.py:slow"));
    await place.until(id, "Running");
    await setFlowRunState(place.api, id, { state: { type: "CANCELLING", name: "Cancelling" } });
    expect(await place.until(id, "Cancelled", "Failed")).toBe("Cancelled");
    // Prefect's engine would call what SIGTERM does to it a crash, had it not been told before.
    expect((await place.records.stateNames(id)).slice(-4)).toEqual([
      "Running",
      "Cancelling",
      "Cancelling",
      "Cancelled",
    ]);
    // The hook's process sends what it logged when it gets to it, which may be after the run's end.
    const hook = /Running hook 'cancelled'/;
    expect(await place.records.messages(id, hook)).toContainEqual(expect.stringMatching(hook));
  });
});

describe("Tutti's worker beside Prefect's, on one pool of Tutti's", () => {
  let server: ServerProcess;
  let place: Workplace;
  let theirs: PrefectWorker;
  beforeAll(async () => {
    server = await ServerProcess.start({ home: mkdtempSync(join(home, "server-")), port: 0 });
    const { origin } = new URL(server.url);
    place = new Workplace(origin);
    await place.worker.until(/Waiting for runs/);
    theirs = PrefectWorker.start(origin, POOL);
    await theirs.until(/Skipping REST worker heartbeat because the worker channel is healthy/);
  });
  afterAll(async () => {
    await theirs.stop();
    await place.worker.end("SIGTERM");
    await server.end("SIGTERM");
  });

  test("each run is taken once, by either, and completes", async () => {
    const deployment = await place.deploy("deployed-quick", "deployed.py:quick");
    const ids = await Promise.all(Array.from({ length: 4 }, () => place.run(deployment)));
    for (const id of ids) expect(await place.until(id, "Completed", "Crashed", "Failed")).toBe("Completed");
    const histories = await Promise.all(ids.map((id) => place.records.stateNames(id)));
    const once = histories.map((names) =>
      ["Pending", "Running", "Completed"].map((name) => names.filter((one) => one === name).length),
    );
    expect(once).toEqual(ids.map(() => [1, 1, 1]));
  });

  test("a killed Python process crashed its run: it is not started again by itself", async () => {
    await theirs.stop();
    const id = await place.run(await place.deploy("deployed-slow", "deployed.py:slow"));
    await place.until(id, "Running");
    // The worker writes it down beside what the process does.
    const pid = async () => (await readFlowRun(place.api, id)).infrastructure_pid;
    await expect.poll(pid).toMatch(/^\d+$/);
    process.kill(-Number(await pid()), "SIGKILL");
    expect(await place.until(id, "Crashed", "Failed")).toBe("Crashed");
    expect((await readFlowRun(place.api, id)).state?.message).toMatch(/ended by SIGKILL/);
  });
});
