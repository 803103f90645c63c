import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemDeps } from "../../src/deps.ts";
import { requestCleanup } from "../support/cleanups.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";
import { WorkerClient } from "../support/worker-client.ts";
import { newPool, newQueue } from "../support/work-places.ts";

let server: TestServer;
let pools = 0;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.drop());

async function place() {
  const name = `cleanups-${++pools}`;
  const { default_queue_id } = await newPool(server.store, { name });
  const second = await newQueue(server.store, name, { name: "second" });
  return { name, queueId: default_queue_id ?? "", secondId: second.id };
}

function word(delivery: Record<string, unknown> | undefined) {
  return { message_id: delivery?.["message_id"], reservation_token: delivery?.["reservation_token"] };
}

test("a cleanup is handed to a worker, which takes its time and finishes it", async () => {
  const { name, queueId } = await place();
  const worker = await WorkerClient.greet(server, name);
  await worker.heard("worker.ready.v1");
  const message_id = await requestCleanup(server, { queueId });
  const [delivery] = await worker.heard("cleanup.message.v1");
  expect(delivery).toEqual({
    message_id,
    kind: "cancelling_timeout_teardown.v1",
    reservation_token: expect.any(String),
    lease_expires_at: expect.any(String),
    delivery_count: 1,
    work_queue_id: queueId,
    target: { flow_run_id: expect.any(String), infrastructure_pid: "host:1" },
    data: {},
  });
  worker.say("cleanup.renew.v1", word(delivery));
  worker.say("cleanup.ack.v1", word(delivery));
  worker.say("cleanup.ack.v1", word(delivery));
  const common = {
    request_frame_id: expect.any(String),
    message_id,
    lease_expires_at: null,
    reason: null,
    detail: null,
  };
  expect(await worker.heard("cleanup.operation_result.v1", 3)).toEqual([
    { ...common, operation: "renew", status: "accepted", lease_expires_at: expect.any(String) },
    { ...common, operation: "ack", status: "accepted" },
    { ...common, operation: "ack", status: "not_found", reason: "message_not_found" },
  ]);
  await worker.close();
});

test("a worker has no more in hand than it can take; what it gives back is given out again", async () => {
  const { name, queueId } = await place();
  const first = await requestCleanup(server, { queueId });
  const second = await requestCleanup(server, { queueId });
  const worker = await WorkerClient.greet(server, name, { max_cleanup_concurrency: 1 });
  const [delivery] = await worker.heard("cleanup.message.v1");
  expect(delivery).toMatchObject({ message_id: first, delivery_count: 1 });
  worker.say("cleanup.release.v1", { ...word(delivery), reason: "busy" });
  const again = await worker.heard("cleanup.message.v1", 2);
  expect(again[1]).toMatchObject({ message_id: first, delivery_count: 2 });
  worker.say("cleanup.ack.v1", word(again[1]));
  const third = await worker.heard("cleanup.message.v1", 3);
  expect(third[2]).toMatchObject({ message_id: second, delivery_count: 1 });
  await worker.close();
});

test("the workers of a run's queue are asked first, others when there is none", async () => {
  const { name, secondId } = await place();
  const elsewhere = await WorkerClient.greet(server, name, { worker_name: "a", work_queue_names: ["default"] });
  const there = await WorkerClient.greet(server, name, { worker_name: "b", work_queue_names: ["second"] });
  await Promise.all([elsewhere.heard("worker.ready.v1"), there.heard("worker.ready.v1")]);
  const first = await requestCleanup(server, { queueId: secondId });
  expect((await there.heard("cleanup.message.v1"))[0]).toMatchObject({ message_id: first });
  const second = await requestCleanup(server, { queueId: secondId });
  expect((await elsewhere.heard("cleanup.message.v1"))[0]).toMatchObject({ message_id: second });
  await Promise.all([elsewhere.close(), there.close()]);
});

test("a worker that takes none is given none, and may say nothing of any", async () => {
  const { name, queueId } = await place();
  await requestCleanup(server, { queueId });
  const capabilities = ["worker_heartbeat.v1", "work_pool_snapshot.v1"];
  const hello = { requested_capabilities: capabilities, handled_cleanup_kinds: [] };
  const worker = await WorkerClient.greet(server, name, hello);
  worker.say("cleanup.ack.v1", { message_id: randomUUID(), reservation_token: systemDeps.newId() });
  expect(await worker.heard("cleanup.operation_result.v1")).toMatchObject([
    { status: "unauthorized", reason: "cleanup_delivery_not_accepted" },
  ]);
  expect(worker.socket.received).toHaveLength(2);
  await worker.close();
});
