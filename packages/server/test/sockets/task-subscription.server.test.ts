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
  return response.json();
}

let made = 0;

async function delayed(task_key: string): Promise<string> {
  const state = { type: "SCHEDULED", state_details: { deferred: true } };
  const run = await post("/task_runs/", { task_key, dynamic_key: String(++made), state });
  return String(Reflect.get(Object(run), "id"));
}

async function subscribe(client_id: string, ...keys: string[]): Promise<SocketClient> {
  const client = await SocketClient.enter(`${server.socketUrl}/task_runs/subscriptions/scheduled`, "prefect");
  client.send({ type: "subscribe", keys, client_id });
  return client;
}

/** The ids of the task runs that came, when there are so many. */
async function sent(client: SocketClient, count: number): Promise<unknown[]> {
  const runs = await client.until((received) => received.length >= count);
  return runs.map((run) => Reflect.get(Object(run), "id"));
}

test("a run goes out when it is asked for, one at a time, and to one of the workers", async () => {
  const workers = [await subscribe("one", "push"), await subscribe("two", "push")] as const;
  const runs = [await delayed("push"), await delayed("push"), await delayed("push")];
  const [[first], [second]] = [await sent(workers[0], 1), await sent(workers[1], 1)];
  expect(new Set([first, second])).toEqual(new Set(runs.slice(0, 2)));
  workers[1].send({ type: "ack" });
  expect(await sent(workers[1], 2)).toEqual([second, runs[2]]);
  workers[1].send({ type: "ack" });
  await workers[0].close();
  expect(await sent(workers[1], 3)).toEqual([second, runs[2], first]);
  await workers[1].close();
});

test("what a worker took it has taken, though it leaves with the same breath", async () => {
  const leaving = await subscribe("leaving", "breath");
  const run = await delayed("breath");
  expect(await sent(leaving, 1)).toEqual([run]);
  leaving.send({ type: "ack" });
  await leaving.close();
  const heir = await subscribe("heir", "breath");
  const next = await delayed("breath");
  expect(await sent(heir, 1)).toEqual([next]);
  await heir.close();
});

test("a worker is listed while it is connected", async () => {
  const list = async () =>
    (await post("/task_workers/filter", { task_worker_filter: { task_keys: ["listed"] } })) as { identifier: string }[];
  const run = await delayed("listed");
  const worker = await subscribe("host-1", "listed", "other");
  expect(await sent(worker, 1)).toEqual([run]);
  expect(await list()).toEqual([
    { identifier: "host-1", task_keys: ["listed", "other"], timestamp: expect.any(String) },
  ]);
  worker.send({ type: "quit" });
  expect(await worker.closed()).toEqual({ code: 1000, reason: "" });
  const heir = await subscribe("host-2", "listed");
  expect(await sent(heir, 1)).toEqual([run]);
  await heir.close();
  await expect.poll(list).toEqual([]);
});

test.each([
  ["'subscribe' message", { type: "ack" }],
  ["'keys' in subscribe message", { type: "subscribe", keys: [], client_id: "x" }],
  ["'client_id' in subscribe message", { type: "subscribe", keys: ["x"] }],
])("without %s a connection is closed", async (what, words) => {
  const client = await SocketClient.enter(`${server.socketUrl}/task_runs/subscriptions/scheduled`, "prefect");
  client.send(words);
  expect(await client.closed()).toEqual({ code: 4001, reason: `Protocol violation: expected ${what}` });
});

test("whoever answers a run with anything but ack or quit is closed, and the run goes to others", async () => {
  const run = await delayed("violated");
  const rude = await subscribe("rude", "violated");
  await sent(rude, 1);
  rude.send("thanks");
  expect(await rude.closed()).toEqual({ code: 4001, reason: "Protocol violation: expected 'ack' message" });
  const next = await subscribe("next", "violated");
  expect(await sent(next, 1)).toEqual([run]);
  await next.close();
});
