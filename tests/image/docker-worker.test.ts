import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { makePool } from "@tutti/worker/serving/pool-place";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { WorkerProcess } from "../../packages/worker/test/support/worker-process.ts";
import { Workplace } from "../../packages/worker/test/support/workplace.ts";
import { temporaryFolder } from "../../packages/project/test/support/temporary-folder.ts";
import { imageRegistry } from "./support/image-registry.ts";
import { baseImage } from "./support/build-image.ts";
import { DockerDaemon } from "./support/docker-daemon.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const programs = join(repository, "packages", "worker", "test", "programs");
const place = new Workplace();
let daemon: DockerDaemon;
let image: string;
const workers: WorkerProcess[] = [];
const made = new Set<string>();

beforeAll(async () => {
  daemon = await DockerDaemon.open();
  image = await baseImage(daemon);
}, 300_000);

afterEach(async () => {
  for (const worker of workers.splice(0)) if (!worker.hasEnded) await worker.end("SIGKILL");
  for (const id of made) await daemon.docker("rm", "--force", id).catch(() => undefined);
  made.clear();
});

afterAll(async () => daemon.close());

function serve(pool: WorkPool, environment: Record<string, string> = {}, ...more: string[]): WorkerProcess {
  const { DOCKER_HOST = "" } = daemon.env;
  const own = { TUTTI_WORKER_CANCELLATION_GRACE_SECONDS: "4", DOCKER_HOST, ...environment };
  const worker = new WorkerProcess(["-p", pool.name, ...more], { ...place.environment, ...own });
  workers.push(worker);
  return worker;
}

/** What a job of a pool of containers says, with the stub of a run's process in it. */
function stub(way: string): Record<string, unknown> {
  return {
    image,
    image_pull_policy: "Never",
    volumes: [`${programs}:/programs:ro`],
    command: `node /programs/stub-run.mjs ${way}`,
  };
}

/** The container of a run, once it has one. */
async function containerOf(id: string): Promise<string> {
  const [, container = ""] = /^http\+docker:\/\/localhost:([0-9a-f]{64})$/.exec(await place.processOf(id)) ?? [];
  expect(container).not.toBe("");
  made.add(container);
  return container;
}

async function inspect(container: string, format: string): Promise<unknown> {
  return JSON.parse((await daemon.docker("inspect", `--format={{json ${format}}}`, container)).stdout);
}

test("a deployment's flow runs in a container, which finds the server, and its logs reach the run", async () => {
  const pool = await place.pool("docker");
  const id = await place.runFlow(
    pool,
    { entrypoint: "flows.ts:quick", path: programs },
    {
      image,
      image_pull_policy: "Never",
      volumes: [`${repository}:${repository}:ro`],
      command: `node ${join(repository, "packages/tutti/bin/tutti.mjs")} flow-run execute`,
      env: { TUTTI_HOME: "/tmp" },
    },
  );
  const worker = serve(pool, {}, "--run-once");
  expect((await place.states(id, "Completed")).slice(-2)).toEqual(["Running", "Completed"]);
  await worker.until(/Stopped/);
  const container = await containerOf(id);
  const labels = await inspect(container, ".Config.Labels");
  expect(labels).toMatchObject({ "io.prefect.flow-run-id": id, "io.prefect.work-pool-name": pool.name });
  expect((await place.logs(id)).join("\n")).toContain("Started container");
});

test("a container that fails crashes its run, and what it printed stands in the log", async () => {
  const pool = await place.pool("docker");
  const id = await place.run(pool, null, { ...stub("crash"), auto_remove: true, env: { REGION: "north" } });
  const worker = serve(pool, {}, "--run-once");
  await place.states(id, "Crashed");
  expect(await place.message(id)).toBe("The run's process ended with exit code 3.");
  await worker.until(/Stopped/);
  const [one, other, end] = (await place.logs(id)).slice(-3);
  // One is printed to each stream, and the daemon reads the two in an order of its own.
  expect(new Set([one, other])).toEqual(new Set(["running crash in north", "it went wrong"]));
  expect(end).toBe("The run's process ended with exit code 3.");
  expect((await daemon.docker("ps", "--all", "--quiet", `--filter=label=io.prefect.flow-run-id=${id}`)).stdout).toBe(
    "",
  );
});

test("an image that is nowhere crashes its run, with the reason", async () => {
  const pool = await place.pool("docker");
  const missing = { ...stub("complete"), image: "tutti-nowhere:1" };
  const never = await place.run(pool, null, missing);
  const pulled = await place.run(pool, null, {
    ...missing,
    image: "127.0.0.1:1/none:1",
    image_pull_policy: "IfNotPresent",
  });
  const unfit = await place.run(pool, null, { ...missing, mem_limit: "much" });
  serve(pool, {}, "--run-once");
  await place.states(never, "Crashed");
  await place.states(pulled, "Crashed");
  await place.states(unfit, "Failed");
  expect(await place.message(never)).toMatch(
    /could not be started: no container can be made: .*No such image: tutti-nowhere:1/,
  );
  expect(await place.message(pulled)).toMatch(
    /The image 127.0.0.1:1\/none:1 could not be pulled: .*connection refused/,
  );
  expect(await place.message(unfit)).toMatch(/could not be configured.*mem_limit of the job: is no amount of memory/);
});

test("an image is pulled with a block's credentials, or those that docker login left", async () => {
  await using registry = await imageRegistry("me:p4ssword");
  const name = `${registry.host}/me/stub:1`;
  const login = { username: "me", password: "p4ssword", registry_url: registry.host };
  const auths = { [registry.host]: { auth: Buffer.from("me:p4ssword").toString("base64") } };
  await using folder = await temporaryFolder({ "config.json": JSON.stringify({ auths }) });
  await daemon.docker("tag", image, name);
  await daemon.docker("--config", folder.path, "push", "--quiet", name);
  const names = [
    "image",
    "image_pull_policy",
    "registry_credentials",
    "volumes",
    "command",
    "env",
    "labels",
    "auto_remove",
  ];
  const pool = await makePool(place.api, "registries", "docker", {
    job_configuration: Object.fromEntries(names.map((name) => [name, `{{ ${name} }}`])),
    variables: { type: "object", properties: Object.fromEntries(names.map((name) => [name, {}])) },
  });
  const run = async (more: Record<string, unknown>, configuration: string) => {
    await daemon.docker("rmi", name);
    const id = await place.run(pool, null, {
      ...stub("complete"),
      image: name,
      image_pull_policy: "IfNotPresent",
      auto_remove: true,
      ...more,
    });
    await serve(pool, { DOCKER_CONFIG: configuration }, "--run-once").until(/Stopped/);
    return id;
  };
  const byBlock = await run({ registry_credentials: login }, "/nowhere");
  await place.states(byBlock, "Completed");
  expect(await place.logs(byBlock)).toContain(`Pulling image ${name}`);
  await place.states(await run({}, folder.path), "Completed");
  const byNobody = await run({}, "/nowhere");
  await place.states(byNobody, "Crashed");
  expect(await place.message(byNobody)).toMatch(/could not be pulled: .*(no basic auth credentials|unauthorized)/);
});

test("a run that is cancelled while its image is pulled is cancelled at once", async () => {
  const registry = createServer().listen(0, "127.0.0.1");
  await once(registry, "listening");
  const { port } = registry.address() as AddressInfo;
  const pool = await place.pool("docker");
  const id = await place.run(pool, null, {
    ...stub("complete"),
    image: `127.0.0.1:${port}/slow:1`,
    image_pull_policy: "Always",
  });
  const worker = serve(pool);
  const [socket] = await once(registry, "connection");
  await place.cancel(id);
  await place.states(id, "Cancelled");
  expect(await place.message(id)).toBe("The run was cancelled before it began.");
  expect(await worker.end("SIGTERM")).toBe(0);
  socket.destroy();
  registry.close();
});

test("a cancelled run's container is stopped, however stubborn", async () => {
  const pool = await place.pool("docker");
  const id = await place.run(pool, null, stub("stubborn"));
  const worker = serve(pool);
  await worker.until(/child \d+/);
  await place.cancel(id);
  expect((await place.states(id, "Cancelled")).slice(-3)).toEqual(["Running", "Cancelling", "Cancelled"]);
  const container = await containerOf(id);
  expect(await inspect(container, ".State.Running")).toBe(false);
  expect(worker.said).toContain("no\n");
  expect(await worker.end("SIGTERM")).toBe(0);
});

test("a worker that comes back goes on with the container that the killed one left, and tells each line once", async () => {
  const pool = await place.pool("docker");
  const id = await place.run(pool, null, stub("wait"));
  const first = serve(pool);
  await first.until(/running wait in no region/);
  await place.states(id, "Running");
  // It is told, and that it was is on the disk.
  await expect.poll(() => place.logs(id)).toContain("running wait in no region");
  await expect.poll(() => place.left()).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/m);
  const container = await containerOf(id);
  await place.kill(first, id);
  const second = serve(pool);
  await second.until(new RegExp(`process .*${container}, which another worker left, is watched`));
  await daemon.docker("kill", "--signal=USR1", container);
  await second.until(/woken/);
  expect((await place.states(id, "Completed")).slice(-2)).toEqual(["Running", "Completed"]);
  expect(await second.end("SIGTERM")).toBe(0);
  expect((await place.logs(id)).filter((line) => /running|woken/.test(line)).toSorted()).toEqual([
    "running wait in no region",
    "woken",
  ]);
});

test("a daemon that does not answer ends the worker, with what to do", async () => {
  const pool = await place.pool("docker");
  const worker = new WorkerProcess(["-p", pool.name], { ...place.environment, DOCKER_HOST: "unix:///nowhere.sock" });
  await expect(worker.until(/Serving/)).rejects.toThrow(/No Docker daemon answers .*: start it, or set DOCKER_HOST/);
});
