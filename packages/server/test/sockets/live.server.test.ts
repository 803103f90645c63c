import { afterAll, beforeAll, expect, test } from "vitest";
import { SocketClient } from "../support/socket-client.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.drop());

async function post(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${server.origin}/api${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.status === 204 ? null : response.json();
}

async function watch(topics: readonly string[]): Promise<SocketClient> {
  const client = await SocketClient.open(`${server.socketUrl}/tutti/live`);
  client.send({ type: "subscribe", topics });
  expect(await client.until((received) => received.length > 0)).toEqual([{ type: "ready", seq: 0 }]);
  client.received.length = 0;
  return client;
}

function idOf(object: unknown): string {
  return String(Reflect.get(Object(object), "id"));
}

test("a page hears of what is committed, of its own run with logs, of others in the list only", async () => {
  const flow = await post("/flows", { name: "live" });
  const list = await watch(["flow-runs"]);
  const run = await post("/flow_runs", { flow_id: idOf(flow), state: { type: "PENDING" } });
  // The only field that goes on by itself.
  const sinceThen = { ...Object(run), estimated_start_time_delta: expect.any(Number) };
  const [listed] = await list.until((received) => received.length > 0);
  expect(listed).toEqual({ type: "changes", seq: 1, changes: [{ kind: "flow-run", flow_run: sinceThen }] });

  const page = await watch([`flow-run:${idOf(run)}`]);
  const line = { name: "x", level: 20, message: "hello", timestamp: "2026-11-22T10:00:00Z" };
  await post("/logs", [{ ...line, flow_run_id: idOf(run) }]);
  const [logged] = await page.until((received) => received.length > 0);
  expect(logged).toEqual({
    type: "changes",
    seq: 1,
    changes: [{ kind: "logs", logs: [expect.objectContaining({ ...line, flow_run_id: idOf(run) })] }],
  });
  expect(list.received).toHaveLength(1);
  await Promise.all([list.close(), page.close()]);
});

test("a page hears of events by the beginning of their name, and of workers that are there", async () => {
  const pools = await watch(["events:prefect.work-pool.", "workers"]);
  await post("/flows", { name: "silent" });
  const pool = await post("/work_pools", { name: "live-pool", type: "process" });
  await pools.until((received) => received.length > 0);
  await post("/work_pools/live-pool/workers/heartbeat", { name: "w" });
  const told = await pools.until((received) => JSON.stringify(received).includes("prefect.work-pool.ready"));
  const changes = told.flatMap((frame) => Reflect.get(Object(frame), "changes") as { kind: string; event: unknown }[]);
  expect(changes.filter(({ kind }) => kind === "worker")).toEqual([
    { kind: "worker", work_pool_name: "live-pool", name: "w" },
  ]);
  const resource = { "prefect.resource.id": `prefect.work-pool.${idOf(pool)}` };
  expect(changes.filter(({ kind }) => kind === "event").map(({ event }) => event)).toMatchObject([
    { event: "prefect.work-pool.created", resource },
    { event: "prefect.work-pool.not-ready", resource },
    { event: "prefect.work-pool.ready", resource },
  ]);
  await pools.close();
});

test("what is asked for last holds, also where what was asked for before takes longer", async () => {
  await post("/work_pools", { name: "quick-pool", type: "process" });
  const client = await SocketClient.open(`${server.socketUrl}/tutti/live`);
  for (const topics of [["events:prefect.variable."], ["workers"]]) client.send({ type: "subscribe", topics });
  await client.until((received) => received.length === 2);
  await post("/variables", { name: "unheard", value: 1 });
  await post("/work_pools/quick-pool/workers/heartbeat", { name: "w" });
  const told = await client.until((received) => received.length > 2);
  const worker = { kind: "worker", work_pool_name: "quick-pool", name: "w" };
  expect(told).toEqual([
    { type: "ready", seq: 0 },
    { type: "ready", seq: 0 },
    { type: "changes", seq: 1, changes: [worker] },
  ]);
  await client.close();
});

test.each([{ type: "subscribe", topics: ["everything"] }, { type: "hello" }, { type: "subscribe", topics: 5 }])(
  "%j is no subscription, and ends the socket",
  async (message) => {
    const client = await SocketClient.open(`${server.socketUrl}/tutti/live`);
    client.send(message);
    expect(await client.closed()).toEqual({ code: 1002, reason: "Expected a 'subscribe' message" });
  },
);

test("the socket is found below another base of the API, too", async () => {
  const based = await startTestServer({ apiBasePath: "/team/api" });
  const client = await SocketClient.open(`${based.origin.replace("http", "ws")}/team/api/tutti/live`);
  client.send({ type: "subscribe", topics: ["flow-runs"] });
  expect(await client.until((received) => received.length > 0)).toEqual([{ type: "ready", seq: 0 }]);
  await client.close();
  await based.drop();
});

test("a ping is answered at once", async () => {
  const client = await watch(["flow-runs"]);
  client.socket.ping("x");
  expect(await client.until((received) => received.length > 0)).toEqual([{ pong: "x" }]);
  await client.close();
});
