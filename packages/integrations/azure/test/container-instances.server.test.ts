import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFlowRun } from "@tutti/client/flow-runs";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { WorkerProcess } from "../../../worker/test/support/worker-process.ts";
import { Workplace } from "../../../worker/test/support/workplace.ts";
import { AzureContainerInstanceCredentials } from "../src/azure-container-instance-credentials.ts";
import { FakeAzure } from "./support/fake-azure.ts";

const stubRun = join(import.meta.dirname, "..", "..", "..", "worker", "test", "programs", "stub-run.mjs");
const place = new Workplace();
const workers: WorkerProcess[] = [];
let azure: FakeAzure;
let folder: string;

beforeAll(async () => {
  process.env["TUTTI_API_URL"] = place.address;
  azure = await FakeAzure.start();
  folder = await mkdtemp(join(tmpdir(), "tutti-instances-"));
  await writeFile(join(folder, "authority.pem"), azure.tls.cert);
});

afterEach(async () => {
  for (const worker of workers.splice(0)) if (!worker.hasEnded) await worker.end("SIGKILL");
});

afterAll(async () => {
  delete process.env["TUTTI_API_URL"];
  await azure.close();
  await rm(folder, { recursive: true });
});

function serve(pool: WorkPool, args: readonly string[] = [], own: Record<string, string> = {}): WorkerProcess {
  const machine = {
    AZURE_RESOURCE_MANAGER_ENDPOINT: azure.url,
    AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
    IDENTITY_ENDPOINT: `${azure.url}/identity`,
    IDENTITY_HEADER: azure.identityHeader,
    NODE_EXTRA_CA_CERTS: join(folder, "authority.pem"),
    TUTTI_WORKER_CANCELLATION_GRACE_SECONDS: "1",
  };
  const worker = new WorkerProcess(["-p", pool.name, ...args], { ...place.environment, ...machine, ...own });
  workers.push(worker);
  return worker;
}

/** What a job of a pool says, with the stub of a run's process in it. */
function stub(way: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    image: "stub:1",
    command: `"${process.execPath}" '${stubRun}' ${way}`,
    entrypoint: null,
    resource_group_name: "flows",
    subscription_id: "s-1",
    stream_output: true,
    task_watch_poll_interval: 0.2,
    ...more,
  };
}

/** What Azure was asked for. */
function groupOf(id: string, pool: WorkPool): object {
  return {
    location: "westeurope",
    tags: { "prefect.io_flow-run-id": id, "prefect.io_work-pool-name": pool.name },
    properties: {
      osType: "Linux",
      restartPolicy: "Never",
      subnetIds: [{ id: "/subnet" }],
      dnsConfig: { nameServers: ["10.0.0.1"] },
      containers: [
        {
          properties: {
            image: "stub:1",
            command: [process.execPath, stubRun, "complete"],
            resources: { requests: { cpu: 0.5, memoryInGB: 1.5 } },
          },
        },
      ],
    },
  };
}

test("runs go through container groups, with their logs and ends, and no group stays", async () => {
  const pool = await place.pool("azure-container-instance");
  const more = {
    env: { REGION: "[north]" },
    cpu: 0.5,
    memory: 1.5,
    subnet_ids: ["/subnet"],
    dns_servers: ["10.0.0.1"],
  };
  const fine = await place.run(pool, null, stub("complete", more));
  const broken = await place.run(pool, null, stub("crash"));
  const pulled = await place.run(
    pool,
    null,
    stub("complete", { image: "unpullable:1", task_start_timeout_seconds: 1 }),
  );
  const unmade = await place.run(pool, null, stub("complete", { image: "inaccessible:1" }));
  const nowhere = await place.run(pool, null, stub("complete", { resource_group_name: "elsewhere" }));
  const unfit = await place.run(pool, null, stub("complete", { task_start_timeout_seconds: -1 }));
  const worker = serve(pool, ["--run-once"]);
  await worker.until(/Stopped/);
  expect((await place.states(fine, "Completed")).slice(-2)).toEqual(["Running", "Completed"]);
  expect(await place.logs(fine)).toContain("running complete in [north]");
  await place.states(broken, "Crashed");
  expect(await place.logs(broken)).toEqual(expect.arrayContaining(["running crash in no region", "it went wrong"]));
  expect(await place.message(broken)).toBe("The run's process ended with exit code 3.");
  await place.states(pulled, "Crashed");
  expect(await place.message(pulled)).toBe(
    'The container did not start within 1 s. Failed: Failed to pull image "unpullable:1": not found',
  );
  await place.states(unmade, "Crashed");
  expect(await place.message(unmade)).toBe(
    "The container group could not be made. InaccessibleImage: The image 'inaccessible:1' is not accessible.",
  );
  await place.states(nowhere, "Crashed");
  expect(await place.message(nowhere)).toMatch(
    /no container group can be made: .*ResourceGroupNotFound: Resource group could not be found/,
  );
  await place.states(unfit, "Failed");
  expect(await place.message(unfit)).toMatch(/could not be configured.*task_start_timeout_seconds of the job/);
  const { infrastructure_pid } = await readFlowRun(place.api, fine);
  expect(infrastructure_pid).toBe(`${fine}:stub-${fine}`);
  expect(azure.asked.get(`stub-${fine}`)).toMatchObject(groupOf(fine, pool));
  expect(azure.groups).toEqual([]);
  expect(worker.said).not.toContain("azure-canary");
});

test("a cancelled run's container group is deleted, however stubborn its program", async () => {
  const pool = await place.pool("azure-container-instance");
  const id = await place.run(pool, null, stub("stubborn"));
  const worker = serve(pool);
  await worker.until(/child \d+/);
  await place.cancel(id);
  expect((await place.states(id, "Cancelled")).slice(-3)).toEqual(["Running", "Cancelling", "Cancelled"]);
  expect(azure.groups).toEqual([]);
});

test("an Azure that does not answer for a while is asked again", async () => {
  const pool = await place.pool("azure-container-instance");
  const id = await place.run(pool, null, stub("wait"));
  const worker = serve(pool, ["--run-once"]);
  await worker.until(/running wait/);
  azure.isBusy = true;
  try {
    await azure.refusals(2);
    azure.signal(`stub-${id}`, "SIGUSR1");
  } finally {
    azure.isBusy = false;
  }
  await worker.until(/Stopped/);
  await place.states(id, "Completed");
  expect((await place.logs(id)).filter((line) => /running|woken/.test(line))).toEqual([
    "running wait in no region",
    "woken",
  ]);
});

test.each(["as the machine", "by a block"])(
  "a worker goes on with the group that a killed one left, signed in %s",
  async (how) => {
    const block = new AzureContainerInstanceCredentials({});
    await block.save("instances", { overwrite: true });
    const by = how === "by a block" ? { aci_credentials: { $ref: { block_document_id: block.documentId } } } : {};
    const pool = await place.poolWith("azure-container-instance", by);
    const id = await place.run(pool, null, stub("wait"));
    const first = serve(pool);
    await first.until(/running wait/);
    await place.states(id, "Running");
    await place.kill(first, id);
    const second = serve(pool);
    await second.until(new RegExp(`process ${id}:stub-${id}, which another worker left, is watched`));
    azure.signal(`stub-${id}`, "SIGUSR1");
    await second.until(/woken/);
    expect((await place.states(id, "Completed")).slice(-2)).toEqual(["Running", "Completed"]);
    await second.until(/has ended/);
    expect(azure.groups).toEqual([]);
  },
);

test("credentials that sign nobody in crash the run, and say what to check", async () => {
  const pool = await place.pool("azure-container-instance");
  const id = await place.run(pool, null, stub("complete"));
  const worker = serve(pool, ["--run-once"], { IDENTITY_HEADER: "azure-canary-wrong" });
  await worker.until(/Stopped/);
  await place.states(id, "Crashed");
  expect(await place.message(id)).toMatch(
    /no container group can be made: resource group flows: nobody is signed in \(\w+\); check the credentials and their tenant/,
  );
  expect(worker.said).not.toContain("azure-canary");
});
