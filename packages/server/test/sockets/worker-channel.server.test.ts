import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { RouteClient } from "../support/route-client.ts";
import { refusedUpgrade, SocketClient } from "../support/socket-client.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { systemDeps } from "../../src/deps.ts";
import { WorkerClient } from "../support/worker-client.ts";
import { newPool, newQueue } from "../support/work-places.ts";

let server: TestServer;
let api: RouteClient;
let pools = 0;
beforeAll(async () => {
  server = await startTestServer();
  api = new RouteClient(server.store, systemDeps);
});
afterAll(() => server.drop());

async function pool(rest: object = {}): Promise<string> {
  const name = `channel ${++pools}`;
  await newPool(server.store, { name, ...rest });
  return name;
}

test("a worker hears of its pool, and of its changes in order", async () => {
  const name = await pool();
  await newQueue(server.store, name, { name: "second" });
  const worker = await WorkerClient.greet(server, name);
  const [ready] = await worker.heard("worker.ready.v1");
  expect(ready).toMatchObject({
    consumer_id: worker.consumerId,
    effective_max_cleanup_concurrency: 1,
    resolved_work_queues: [{ name: "default" }, { name: "second" }],
    initial_snapshot: { snapshot_sequence: 1, reason: "initial", work_pool: { name, status: "READY" } },
  });
  const path = `/work_pools/${encodeURIComponent(name)}`;
  await api.expect(204, "PATCH", path, { is_paused: true });
  const [paused] = await worker.heard("work_pool.snapshot.v1", 1);
  expect(paused).toMatchObject({ snapshot_sequence: 2, work_pool: { is_paused: true, status: "PAUSED" } });
  await api.expect(204, "PATCH", path, { description: "said" });
  await api.expect(204, "PATCH", path, { concurrency_limit: 4 });
  const snapshots = await worker.heard("work_pool.snapshot.v1", 2);
  expect(snapshots[1]).toMatchObject({ snapshot_sequence: 3, work_pool: { concurrency_limit: 4, active_slots: 0 } });
  await worker.close();
});

test("a database that is away is asked for the news of pools once a second, and tells the next change", async () => {
  const name = await pool();
  const worker = await WorkerClient.greet(server, name);
  await worker.heard("worker.ready.v1");
  const askedAtMs: number[] = [];
  const reading = vi.spyOn(server.store, "read").mockImplementation((query) => {
    if (query === "channelNews") askedAtMs.push(performance.now());
    return Promise.reject(new Error("away"));
  });
  await server.store.command("updateWorkPool", { name, changes: { is_paused: true } });
  await expect.poll(() => askedAtMs.length).toBeGreaterThan(1);
  reading.mockRestore();
  const [first = 0, second = 0] = askedAtMs;
  expect(second - first).toBeGreaterThan(950);
  expect(await worker.heard("work_pool.snapshot.v1", 1)).toMatchObject([{ work_pool: { is_paused: true } }]);
  await worker.close();
});

test("a worker whose pool is deleted is sent away", async () => {
  const name = await pool();
  const worker = await WorkerClient.greet(server, name);
  await worker.heard("worker.ready.v1");
  const closed = worker.socket.closed();
  await api.expect(204, "DELETE", `/work_pools/${encodeURIComponent(name)}`);
  expect(await closed).toEqual({ code: 1008, reason: "authorization_failed" });
});

test("a heartbeat that cannot be recorded ends the channel, and the worker comes back", async () => {
  const name = await pool();
  const worker = await WorkerClient.greet(server, name);
  await worker.heard("worker.ready.v1");
  const closed = worker.socket.closed();
  await server.store.command("deleteWorkPool", { name });
  worker.say("worker.heartbeat.v1", {
    consumer_id: worker.consumerId,
    worker_name: "w",
    heartbeat_interval_seconds: 30,
  });
  expect(["authorization_failed", "heartbeat_persistence_failed"]).toContain((await closed).reason);
});

test.each([
  ["a pool that is none", { pool: "absent" }, { code: 1008, reason: "authorization_failed" }],
  ["a queue that is none", { work_queue_names: ["absent"] }, { code: 1008, reason: "authorization_failed" }],
  [
    "a reserved pool",
    { pool: "prefect x", create_pool_if_not_found: true },
    { code: 1008, reason: "authorization_failed" },
  ],
  [
    "a name that no pool may have",
    { pool: "a%b", create_pool_if_not_found: true },
    { code: 1002, reason: "protocol_error" },
  ],
  ["a template that is none", { default_base_job_template: { a: 1 } }, { code: 1002, reason: "protocol_error" }],
  ["another version", { supported_channel_versions: ["v9"] }, { code: 1008, reason: "unsupported_version" }],
])("a worker that asks for %s is sent away, and nothing is left of it", async (_what, asked, expected) => {
  const { pool: other, ...hello } = { pool: undefined, ...asked };
  const name = other ?? (await pool());
  const worker = await WorkerClient.greet(server, name, hello);
  expect(await worker.socket.closed()).toEqual(expected);
  const workers = await server.store.read("listWorkers", { pool: name, workers: null, limit: 9, offset: 0 });
  expect(workers ?? []).toEqual([]);
});

test("where a password is needed a worker's channel needs it, and its subprotocol everywhere", async () => {
  const closed = await startTestServer({ authString: "user:secret" });
  const url = `${closed.socketUrl}/work_pools/any/workers/connect`;
  const client = await SocketClient.open(url, ["prefect"]);
  client.send({ type: "auth", token: "user:wrong" });
  expect(await client.closed()).toMatchObject({ code: 1008 });
  for (const origin of [url, `${server.socketUrl}/work_pools/any/workers/connect`]) {
    expect((await refusedUpgrade(origin)).status).toBe(403);
  }
  await closed.drop();
});

test.each(["a%2Fb", "%00", "%ff", "a/b", ""])("no pool has the name %j in a path", async (name) => {
  const url = `${server.socketUrl}/work_pools/${name}/workers/connect`;
  expect((await refusedUpgrade(url, ["prefect"])).status).toBe(404);
});
