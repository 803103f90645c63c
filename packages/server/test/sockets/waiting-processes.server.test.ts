import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newFlow } from "../support/requests.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { newPool } from "../support/work-places.ts";
import { WorkerClient } from "../support/worker-client.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.drop());

const CAPABILITIES = [
  "worker_heartbeat.v1",
  "work_pool_snapshot.v1",
  "tutti.run_delivery.v1",
  "tutti.run_beginning.v1",
];

async function post(path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await server.app.inject({
    method: "POST",
    url: `/api${path}`,
    headers: { "content-type": "application/json" },
    payload: JSON.stringify(body),
  });
  return answer.json();
}

/** A pool with a deployment, and its worker. */
async function place(room = 5) {
  const pool = `waiting ${randomUUID()}`;
  await newPool(server.store, { name: pool });
  const flow_id = await newFlow(server.store);
  const { id, updated } = await post("/deployments/", { name: pool, flow_id, work_pool_name: pool });
  const worker = await WorkerClient.greet(server, pool, {
    requested_capabilities: CAPABILITIES,
    handled_cleanup_kinds: [],
  });
  const [ready] = await worker.heard("worker.ready.v1");
  worker.say("tutti.room.v1", { room, prefetch_seconds: 10 });
  const waits = (process_id: string = randomUUID()) => {
    worker.say("tutti.waits.v1", {
      process_id,
      deployment_id: id,
      deployment_updated: updated,
      owner: "box:1",
      infrastructure_pid: "4711",
      flow_version: null,
      policy: { recoveries: 3 },
      labels: {},
    });
    return process_id;
  };
  /** Resolves when the server has heard all that the worker said. */
  const heard = async () => {
    const heartbeat = { consumer_id: worker.consumerId, worker_name: "w", heartbeat_interval_seconds: 31 };
    worker.say("worker.heartbeat.v1", heartbeat);
    // A heartbeat under another interval: its frames are taken in their order.
    const beaten = async () => {
      const workers = await server.store.read("listWorkers", { pool, workers: null, limit: 9, offset: 0 });
      return workers?.some(({ heartbeat_interval_seconds }) => heartbeat_interval_seconds === 31);
    };
    await expect.poll(beaten).toBe(true);
  };
  const run = async (request: object = {}) =>
    String((await post(`/deployments/${String(id)}/create_flow_run`, request))["id"]);
  return { worker, ready, waits, heard, run };
}

async function stateOf(id: string): Promise<string | null> {
  return (await server.store.read("readFlowRun", { id }))?.state_type ?? null;
}

test("a run is begun for the process that has waited longest, its worker is told which, and is offered those begun for none", async () => {
  const { worker, ready, waits, heard, run } = await place();
  expect(ready).toMatchObject({ accepted_capabilities: CAPABILITIES });
  const processes = [waits(), waits()];
  await heard();
  const ids = [await run(), await run(), await run()];
  const begun = await worker.heard("tutti.begun.v1", 2);
  expect(begun).toMatchObject(
    processes.map((process_id, index) => ({
      process_id,
      claim: { state: { type: "RUNNING" }, lease: { owner: "box:1", epoch: 1 }, flow_run: { id: ids[index] } },
    })),
  );
  expect(await Promise.all(ids.map(stateOf))).toEqual(["RUNNING", "RUNNING", "SCHEDULED"]);
  expect(await worker.heard("tutti.offers.v1")).toMatchObject([{ offers: [{ flow_run: { id: ids[2] } }] }]);
  await worker.close();
});

test("none is begun for a process that waits no more, of a worker without room, or of one that is gone", async () => {
  const [served, full, gone] = [await place(), await place(0), await place()];
  served.worker.say("tutti.waits_no_more.v1", { process_id: served.waits() });
  full.waits();
  gone.waits();
  await Promise.all([served, full, gone].map(({ heard }) => heard()));
  await gone.worker.close();
  for (const { run } of [served, full, gone]) expect(await stateOf(await run())).toBe("SCHEDULED");
  await Promise.all([served.worker.close(), full.worker.close()]);
});

test("a process waits on when a run was not begun for it", async () => {
  const { worker, waits, heard, run } = await place();
  const process_id = waits();
  await heard();
  expect(await stateOf(await run({ job_variables: { env: { A: "b" } } }))).toBe("SCHEDULED");
  const id = await run();
  expect(await worker.heard("tutti.begun.v1")).toMatchObject([{ process_id, claim: { flow_run: { id } } }]);
  await worker.close();
});
