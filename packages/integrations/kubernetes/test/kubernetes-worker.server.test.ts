import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFlowRun } from "@tutti/client/flow-runs";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { WorkerProcess } from "../../../worker/test/support/worker-process.ts";
import { Workplace } from "../../../worker/test/support/workplace.ts";
import { FakeCluster } from "./support/fake-cluster.ts";

const stubRun = join(import.meta.dirname, "..", "..", "..", "worker", "test", "programs", "stub-run.mjs");
const place = new Workplace();
const workers: WorkerProcess[] = [];
let cluster: FakeCluster;
let folder: string;

beforeAll(async () => {
  cluster = await FakeCluster.start();
  folder = await mkdtemp(join(tmpdir(), "tutti-kubernetes-"));
  await writeFile(join(folder, "config"), JSON.stringify(cluster.config));
});

afterEach(async () => {
  for (const worker of workers.splice(0)) if (!worker.hasEnded) await worker.end("SIGKILL");
});

afterAll(async () => {
  await cluster.close();
  await rm(folder, { recursive: true });
});

function serve(pool: WorkPool, ...more: string[]): WorkerProcess {
  const own = { KUBECONFIG: join(folder, "config"), TUTTI_WORKER_CANCELLATION_GRACE_SECONDS: "4" };
  const worker = new WorkerProcess(["-p", pool.name, ...more], { ...place.environment, ...own });
  workers.push(worker);
  return worker;
}

/** What a job of a pool says, with the stub of a run's process in it. */
function stub(way: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { image: "stub:1", command: `"${process.execPath}" '${stubRun}' ${way}`, ...more };
}

async function jobOf(id: string) {
  const { infrastructure_pid } = await readFlowRun(place.api, id);
  const [namespace = "", name = ""] = (infrastructure_pid ?? "").split(":");
  return cluster.jobs.find(namespace, name);
}

async function podOf(id: string) {
  const pod = cluster.pods.all().find(({ metadata }) => metadata.labels?.["prefect.io/flow-run-id"] === id);
  if (pod === undefined) throw new Error("the run has no pod");
  return pod;
}

test("a run goes through a job, with its labels, its logs and its end", async () => {
  const pool = await place.pool("kubernetes");
  const more = { env: { REGION: "north" }, namespace: "flows", labels: { team: "the zoo!" }, finished_job_ttl: 60 };
  const id = await place.run(pool, null, stub("complete", { ...more, cpu_request: "100m", memory_limit: "1Gi" }));
  const worker = serve(pool, "--run-once");
  await worker.until(/Stopped/);
  expect((await place.states(id, "Completed")).slice(-2)).toEqual(["Running", "Completed"]);
  expect(await place.logs(id)).toContain("running complete in north");
  // Prefect's template has these where Kubernetes does not know them.
  expect(cluster.warnings).toEqual([
    'unknown field "spec.template.spec.parallelism"',
    'unknown field "spec.template.spec.completions"',
  ]);
  const job = await jobOf(id);
  const { name } = await readFlowRun(place.api, id);
  expect(job?.metadata).toMatchObject({
    namespace: "flows",
    generateName: `${name}-`,
    labels: { "prefect.io/flow-run-id": id, "prefect.io/work-pool-name": pool.name, team: "the-zoo" },
    annotations: { "tutti.io/kind": "other", "tutti.io/ended": "true" },
  });
  expect(job).toMatchObject({
    spec: {
      backoffLimit: 0,
      ttlSecondsAfterFinished: 60,
      template: {
        metadata: { labels: { "prefect.io/flow-run-id": id } },
        spec: {
          restartPolicy: "Never",
          containers: [
            {
              name: "prefect-job",
              image: "stub:1",
              imagePullPolicy: "IfNotPresent",
              args: [process.execPath, stubRun, "complete"],
              resources: { limits: { memory: "1Gi" }, requests: { cpu: "100m" } },
            },
          ],
        },
      },
    },
  });
});

test("a container that fails crashes its run, and what it printed stands in the log", async () => {
  const pool = await place.pool("kubernetes");
  const id = await place.run(pool, null, stub("crash"));
  await serve(pool, "--run-once").until(/Stopped/);
  await place.states(id, "Crashed");
  expect(await place.message(id)).toBe("The run's process ended with exit code 3.");
  const [one, other, end] = (await place.logs(id)).slice(-3);
  // One is printed to each stream, and which of the two is read first is nobody's to say.
  expect(new Set([one, other])).toEqual(new Set(["running crash in no region", "it went wrong"]));
  expect(end).toBe("The run's process ended with exit code 3.");
});

test.each([
  ["unpullable:1", 'The pod did not start within 4 s. ImagePullBackOff: Back-off pulling image "unpullable:1"'],
  [
    "unschedulable:1",
    "The pod did not start within 4 s. The pod cannot be scheduled: 0/3 nodes are available: 3 Insufficient cpu.",
  ],
  [
    "unmounted:1",
    'The pod did not start within 4 s. FailedMount: MountVolume.SetUp failed for volume "s": secret "s" not found',
  ],
  ["misnamed:1", 'The pod cannot start. InvalidImageName: Failed to apply default image tag "misnamed:1"'],
])("a pod that cannot start crashes its run, and the job goes: %s", async (image, message) => {
  const pool = await place.pool("kubernetes");
  const id = await place.run(pool, null, stub("complete", { image, pod_watch_timeout_seconds: 4 }));
  await serve(pool, "--run-once").until(/Stopped/);
  await place.states(id, "Crashed");
  expect(await place.message(id)).toBe(message);
  expect(await jobOf(id)).toBe(null);
});

test("what the cluster does not take crashes the run, what is no job fails it", async () => {
  const pool = await place.pool("kubernetes");
  const refused = await place.run(pool, null, stub("complete", { namespace: "Not A Name" }));
  const unfit = await place.run(pool, null, stub("complete", { pod_watch_timeout_seconds: -1 }));
  await serve(pool, "--run-once").until(/Stopped/);
  await place.states(refused, "Crashed");
  await place.states(unfit, "Failed");
  expect(await place.message(refused)).toMatch(/could not be started: no job can be made in namespace Not A Name: /);
  expect(await place.message(unfit)).toMatch(/could not be configured.*pod_watch_timeout_seconds of the job/);
});

test("a cancelled run's job is deleted, its pod first, however stubborn", async () => {
  const pool = await place.pool("kubernetes");
  const id = await place.run(pool, null, stub("stubborn"));
  const worker = serve(pool);
  await worker.until(/child \d+/);
  await place.cancel(id);
  expect((await place.states(id, "Cancelled")).slice(-3)).toEqual(["Running", "Cancelling", "Cancelled"]);
  expect(await jobOf(id)).toBe(null);
  expect(worker.said).toContain("no\n");
  expect(await worker.end("SIGTERM")).toBe(0);
});

test("a job that somebody deletes crashes its run", async () => {
  const pool = await place.pool("kubernetes");
  const id = await place.run(pool, null, stub("wait"));
  const worker = serve(pool, "--run-once");
  await worker.until(/running wait/);
  const job = await jobOf(id);
  if (job !== null) await cluster.delete(job);
  await place.states(id, "Crashed");
  expect(await place.message(id)).toMatch(/exit code 143 \(SIGTERM\)|The job was deleted from the cluster/);
});

test("a cluster whose connections break, and that forgets its past, is watched on", async () => {
  const pool = await place.pool("kubernetes");
  const id = await place.run(pool, null, stub("wait"));
  const worker = serve(pool, "--run-once");
  await worker.until(/running wait/);
  await place.states(id, "Running");
  cluster.forget();
  cluster.breakConnections();
  cluster.node.signal(await podOf(id), "SIGUSR1");
  await worker.until(/woken/);
  await place.states(id, "Completed");
  await worker.until(/Stopped/);
  expect((await place.logs(id)).filter((line) => /running|woken/.test(line))).toEqual([
    "running wait in no region",
    "woken",
  ]);
});

test("a worker that comes back under its name goes on with the job that the killed one left", async () => {
  const pool = await place.pool("kubernetes");
  const id = await place.run(pool, null, stub("wait"));
  const first = serve(pool, "--name", "keeper");
  await first.until(/running wait/);
  await place.states(id, "Running");
  const pid = await place.processOf(id);
  await place.kill(first, id);
  const second = serve(pool, "--name", "keeper");
  await second.until(new RegExp(`process ${pid}, which another worker left, is watched`));
  cluster.node.signal(await podOf(id), "SIGUSR1");
  await second.until(/woken/);
  expect((await place.states(id, "Completed")).slice(-2)).toEqual(["Running", "Completed"]);
  expect(await second.end("SIGTERM")).toBe(0);
});

test("a job in a cluster that the pool names is gone on with, too", async () => {
  const elsewhere = await FakeCluster.start();
  try {
    const pool = await place.poolWith("kubernetes", {
      cluster_config: { config: elsewhere.config, context_name: "here" },
    });
    const id = await place.run(pool, null, stub("wait"));
    const first = serve(pool, "--name", "keeper");
    await first.until(/running wait/);
    await place.states(id, "Running");
    await place.kill(first, id);
    const second = serve(pool, "--name", "keeper");
    await second.until(/which another worker left, is watched/);
    const [pod] = elsewhere.pods.all();
    if (pod !== undefined) elsewhere.node.signal(pod, "SIGUSR1");
    await place.states(id, "Completed");
    expect(await second.end("SIGTERM")).toBe(0);
    expect(cluster.jobs.all().map(({ metadata }) => metadata.labels?.["prefect.io/flow-run-id"])).not.toContain(id);
  } finally {
    await elsewhere.close();
  }
});

test("a cluster that does not answer ends the worker, with what to do", async () => {
  const pool = await place.pool("kubernetes");
  const config = {
    ...cluster.config,
    clusters: [{ name: "fake", cluster: { server: "http://127.0.0.1:1", "insecure-skip-tls-verify": true } }],
  };
  await writeFile(join(folder, "gone"), JSON.stringify(config));
  const worker = new WorkerProcess(["-p", pool.name], { ...place.environment, KUBECONFIG: join(folder, "gone") });
  await expect(worker.until(/Serving/)).rejects.toThrow(
    /No Kubernetes cluster answers at http:\/\/127.0.0.1:1 .*: set KUBECONFIG/,
  );
});
