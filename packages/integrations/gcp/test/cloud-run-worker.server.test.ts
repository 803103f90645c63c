import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { readFlowRun } from "@tutti/client/flow-runs";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WorkerProcess } from "../../../worker/test/support/worker-process.ts";
import { Workplace } from "../../../worker/test/support/workplace.ts";
import { GcpCredentials } from "../src/gcp-credentials.ts";
import { FakeCloudRun } from "./support/fake-cloud-run.ts";
import { FakeLogging } from "./support/fake-logging.ts";
import { FakeService, Refusal } from "./support/fake-service.ts";
import { ServiceAccountForTests } from "./support/service-account.ts";

const stubRun = join(import.meta.dirname, "..", "..", "..", "worker", "test", "programs", "stub-run.mjs");
const place = new Workplace();
const account = new ServiceAccountForTests();
const logging = new FakeLogging(2);
const cloudRun = new FakeCloudRun(logging.keepLine);
const services = [new FakeService("run.v2", cloudRun.answers), new FakeService("logging.v2", logging.answers)];
let pool: WorkPool;
const workers: WorkerProcess[] = [];
let own: Readonly<Record<string, string>>;
let folder: string;

beforeAll(async () => {
  for (const service of services) await account.before((await service.start()).url);
  const [run, logs] = account.gates;
  process.env["TUTTI_API_URL"] = place.address;
  own = {
    CLOUDSDK_API_ENDPOINT_OVERRIDES_RUN: run?.url ?? "",
    CLOUDSDK_API_ENDPOINT_OVERRIDES_LOGGING: logs?.url ?? "",
    TUTTI_WORKER_CLOUD_LOG_SECONDS: "0.1",
    TUTTI_WORKER_CANCELLATION_GRACE_SECONDS: "1",
  };
  folder = await mkdtemp(join(tmpdir(), "tutti-cloud-run-"));
  pool = await signedInPool(account.credentials, "cloud-run");
  serve(pool);
});

afterAll(async () => {
  delete process.env["TUTTI_API_URL"];
  for (const each of workers) if (!each.hasEnded) await each.end("SIGKILL");
  for (const child of cloudRun.running) child.kill("SIGKILL");
  await account.end();
  for (const service of services) await service.stop();
  await rm(folder, { recursive: true });
});

function serve({ name }: WorkPool, ...more: string[]): WorkerProcess {
  const worker = new WorkerProcess(["-p", name, ...more], { ...place.environment, ...own });
  workers.push(worker);
  return worker;
}

/** A pool whose jobs sign in with a block, which gets a name. */
async function signedInPool(block: GcpCredentials, name: string): Promise<WorkPool> {
  await block.save(name);
  return place.poolWith("cloud-run-v2", { credentials: { $ref: { block_document_id: block.documentId } } });
}

/** What a job of a pool says, with the stub of a run's process in it. */
function stub(way: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { image: "stub:1", command: `"${process.execPath}" '${stubRun}' ${way}`, ...more };
}

/** The full name of a run's job, once it has one. */
async function jobOf(id: string, region = "us-central1"): Promise<string> {
  for (;;) {
    const { infrastructure_pid } = await readFlowRun(place.api, id);
    if (infrastructure_pid !== null) return `projects/trips-project/locations/${region}/jobs/${infrastructure_pid}`;
    await passed(20);
  }
}

test("a run goes through a job of its own, which goes when the run is over", async () => {
  const more = {
    region: "europe-west1",
    cpu: "2000m",
    labels: { Team: "the zoo" },
    env: { REGION: "north" },
    timeout: 60,
  };
  const id = await place.run(pool, null, stub("complete", more));
  expect((await place.states(id, "Completed")).slice(-2)).toEqual(["Running", "Completed"]);
  const job = await jobOf(id, "europe-west1");
  const labels = { "prefect-io-flow-run-id": id, team: "the-zoo" };
  expect(cloudRun.made.get(job)).toMatchObject({
    client: "prefect",
    launchStage: "BETA",
    labels,
    template: {
      labels,
      template: {
        maxRetries: 0,
        timeout: "60s",
        containers: [
          {
            image: "stub:1",
            command: [process.execPath, stubRun, "complete"],
            resources: { limits: { cpu: "2000m", memory: "512Mi" } },
          },
        ],
      },
    },
  });
  while (cloudRun.jobs.includes(job)) await passed(20);
  const started = /^Started job [a-z-]+-[0-9a-f]{7} in europe-west1/;
  while (!(await place.logs(id)).some((line) => started.test(line))) await passed(20);
  await expect.poll(() => place.logs(id)).toContain("running complete in north");
  expect((await place.logs(id)).join("\n")).not.toMatch(/PRIVATE KEY|gcp-canary/);
});

test("a container that fails crashes its run, and a job that is to be kept stays", async () => {
  const id = await place.run(pool, null, stub("crash", { keep_job: true }));
  await place.states(id, "Crashed");
  expect(await place.message(id)).toBe(
    "The run's process ended with exit code 3. Task failed with exit code: 3 and message: it ended in an error.",
  );
  expect(cloudRun.jobs).toContain(await jobOf(id));
  await expect
    .poll(async () => (await place.logs(id)).filter(isPrinted).toSorted())
    .toEqual(["it went wrong", "running crash in no region"]);
});

test("what a container prints is read though Cloud Logging was asked too often", async () => {
  let refusals = 0;
  logging.refuse = () => (++refusals === 1 ? new Refusal(429, "Quota exceeded for 'Read requests per minute'") : null);
  const id = await place.run(pool, null, stub("complete"));
  await expect.poll(() => place.logs(id)).toContain("running complete in no region");
  expect(refusals).toBeGreaterThan(1);
});

test("a run goes on where nobody may read what its container prints, and its log says why", async () => {
  const project = "unread-project";
  logging.refuse = (asked) => (asked === project ? new Refusal(403, "Permission denied for all log views") : null);
  const unread = await signedInPool(new GcpCredentials({ serviceAccountInfo: account.key, project }), "unread");
  const id = await place.run(unread, null, stub("complete"));
  await serve(unread, "--run-once").until(/Stopped/);
  expect((await place.states(id, "Completed")).at(-1)).toBe("Completed");
  const told = (await place.logs(id)).filter((line) => line.startsWith("What the container prints cannot be read"));
  expect(told).toEqual([
    expect.stringMatching(/Cloud Logging: the credentials are refused \(Permission denied for all/),
  ]);
});

test("a start of which Cloud Run does not say what became is looked up, and not done twice", async () => {
  const id = await place.run(pool, null, stub("complete", { image: "unsure:1" }));
  expect((await place.states(id, "Completed")).filter((name) => name === "Running")).toHaveLength(1);
});

test.each([
  ["denied:1", /the credentials are refused \(Permission 'run.jobs.create' denied on resource\)/],
  ["missing:1", /no job can be run in us-central1: Image 'missing:1' not found\./],
  ["unstartable:1", /The user-provided container failed to start\./],
])("a job that cannot be run says why, and nothing of it is left: %s", async (image, message) => {
  const id = await place.run(pool, null, stub("complete", { image }));
  await place.states(id, "Crashed");
  expect(await place.message(id)).toMatch(message);
  while (cloudRun.jobs.some((job) => cloudRun.imageOf(job) === image)) await passed(20);
});

test("a run that is cancelled has its execution ended, and its job removed", async () => {
  const id = await place.run(pool, null, stub("wait"));
  await place.states(id, "Running");
  await place.cancel(id);
  await place.states(id, "Cancelled");
  const job = await jobOf(id);
  while (cloudRun.jobs.includes(job)) await passed(20);
  expect(cloudRun.running).toEqual([]);
});

test.each(["by-file", "by-key"])("a worker goes on with the job that a killed one left, signed in %s", async (name) => {
  const serviceAccountFile = join(folder, "key.json");
  await writeFile(serviceAccountFile, JSON.stringify(account.key));
  const signedIn = name === "by-file" ? new GcpCredentials({ serviceAccountFile }) : account.credentials;
  const keyed = await signedInPool(signedIn, name);
  const id = await place.run(keyed, null, stub("wait"));
  const first = serve(keyed, "-n", "keeper");
  await place.states(id, "Running");
  const job = await jobOf(id);
  // It is told, and that it was is on the disk.
  await expect.poll(() => place.logs(id)).toContain("running wait in no region");
  await expect.poll(() => place.left()).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/m);
  await place.kill(first, id);
  const second = serve(keyed, "-n", "keeper");
  await second.until(/which another worker left, is watched/);
  for (const child of cloudRun.running) child.kill("SIGUSR1");
  await place.states(id, "Completed");
  while (cloudRun.jobs.includes(job)) await passed(20);
  expect(await second.end("SIGTERM")).toBe(0);
  expect((await place.logs(id)).filter(isPrinted)).toEqual(["running wait in no region", "woken"]);
});

test("an execution of which a worker did not hear before it was killed is found by its job", async () => {
  const unheard = await signedInPool(account.credentials, "unheard");
  const id = await place.run(unheard, null, stub("wait", { image: "unanswered:1" }));
  const first = serve(unheard);
  await place.states(id, "Running");
  await place.kill(first, id);
  const second = serve(unheard);
  await second.until(/which another worker left, is watched/);
  const job = await jobOf(id);
  for (const child of cloudRun.running) child.kill("SIGUSR1");
  await place.states(id, "Completed");
  while (cloudRun.jobs.includes(job)) await passed(20);
  expect(await second.end("SIGTERM")).toBe(0);
});

function isPrinted(line: string): boolean {
  return /^(running|woken|it went wrong)/.test(line);
}
