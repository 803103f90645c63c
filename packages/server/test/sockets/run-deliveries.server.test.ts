import { addSeconds } from "@tutti/core/instant";
import type { WorkerHello } from "@tutti/core/wire/worker-channel";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemDeps } from "../../src/deps.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { proposeState } from "../support/requests.ts";
import { newDueRun, newPool, newQueue } from "../support/work-places.ts";
import { WorkerClient } from "../support/worker-client.ts";

let server: TestServer;
let pools = 0;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.drop());

const CAPABILITIES = ["worker_heartbeat.v1", "work_pool_snapshot.v1", "tutti.run_delivery.v1"];

async function pool(): Promise<string> {
  const name = `deliveries ${++pools}`;
  await newPool(server.store, { name });
  return name;
}

async function worker(name: string, room: number | null, hello: Partial<WorkerHello> = {}): Promise<WorkerClient> {
  const asked = { requested_capabilities: CAPABILITIES, handled_cleanup_kinds: [], ...hello };
  const client = await WorkerClient.greet(server, name, asked);
  await client.heard("worker.ready.v1");
  if (room !== null) client.say("tutti.room.v1", { room, prefetch_seconds: 10 });
  return client;
}

function due(inSeconds: number, name: string, queue?: string): Promise<string> {
  return newDueRun(server.store, addSeconds(systemDeps.now(), inSeconds), name, queue);
}

type Offers = { offers: { flow_run: { id: string; state_id: string } }[] };

/** The runs of all offers, once there are so many. What nobody takes is offered again after a while: that is no other. */
async function offered(client: WorkerClient, count: number): Promise<string[]> {
  const runs = new Map<string, string>();
  for (let frames = 1; runs.size < count; frames += 1) {
    const heard = (await client.heard("tutti.offers.v1", frames)) as Offers[];
    for (const { flow_run } of heard.flatMap(({ offers }) => offers)) {
      runs.set(`${flow_run.id} ${flow_run.state_id}`, flow_run.id);
    }
  }
  return [...runs.values()];
}

test("a run is offered as soon as it is due, and the ready frame says that it will be", async () => {
  const name = await pool();
  const client = await worker(name, 5);
  const [ready] = await client.heard("worker.ready.v1");
  expect(ready).toMatchObject({ accepted_capabilities: CAPABILITIES, rejected_capabilities: [] });
  const id = await due(0, name);
  expect(await offered(client, 1)).toEqual([id]);
  await client.close();
});

test("what was due before is offered when the worker says that it has room", async () => {
  const name = await pool();
  const ids = [await due(-2, name), await due(-1, name), await due(9, name)];
  await due(3600, name);
  const client = await worker(name, null);
  client.say("tutti.room.v1", { room: 5, prefetch_seconds: 10 });
  expect(await offered(client, 3)).toEqual(ids);
  await client.close();
});

test("no more are offered than there is room for, and each to one worker", async () => {
  const name = await pool();
  const [first, second] = [await worker(name, null), await worker(name, null)];
  const ids = [await due(-1, name), await due(-1, name), await due(-1, name)];
  for (const one of [first, second]) one.say("tutti.room.v1", { room: 1, prefetch_seconds: 10 });
  const both = [...(await offered(first, 1)), ...(await offered(second, 1))];
  expect(both.toSorted()).toEqual(ids.slice(0, 2).toSorted());
  // What nobody takes is offered to others after a while.
  for (const id of both) await proposeState(server.store, id, { type: "PENDING" });
  first.say("tutti.room.v1", { room: 1, prefetch_seconds: 10 });
  expect(await offered(first, 2)).toContain(ids[2]);
  await Promise.all([first.close(), second.close()]);
});

test("a run that is due again, as after a crash, is offered again at once", async () => {
  const name = await pool();
  const client = await worker(name, 5);
  const id = await due(0, name);
  await offered(client, 1);
  await proposeState(server.store, id, { type: "PENDING" });
  await proposeState(server.store, id, { type: "SCHEDULED" });
  expect(await offered(client, 2)).toEqual([id, id]);
  await client.close();
});

test("a worker of some queues is offered theirs only", async () => {
  const name = await pool();
  await newQueue(server.store, name, { name: "high" });
  const client = await worker(name, 5, { work_queue_names: ["high"] });
  await due(0, name);
  const id = await due(0, name, "high");
  expect(await offered(client, 1)).toEqual([id]);
  await client.close();
});

test("a worker that did not ask for runs is offered none", async () => {
  const name = await pool();
  const plain = await worker(name, 5, { requested_capabilities: CAPABILITIES.slice(0, 2) });
  const asking = await worker(name, 5);
  const id = await due(0, name);
  expect(await offered(asking, 1)).toEqual([id]);
  expect(plain.socket.received).toMatchObject([{ type: "worker.ready.v1" }]);
  await Promise.all([plain.close(), asking.close()]);
});
