import { expect, test } from "vitest";
import { workerFrame } from "../../src/wire/worker-channel.ts";

const ID = "0198a3c4-6f00-7000-8000-0000000000ab";
const required = ["worker_heartbeat.v1", "work_pool_snapshot.v1"];
const hello = {
  consumer_id: ID,
  worker_name: "w",
  worker_type: "process",
  heartbeat_interval_seconds: 30,
  supported_channel_versions: ["work_pool_worker_channel.v1"],
  requested_capabilities: required,
};
const cleanup = {
  requested_capabilities: [...required, "cleanup_delivery.v1"],
  handled_cleanup_kinds: ["pending_claim_teardown.v1"],
};

function parse(type: string, payload: object, rest: object = {}) {
  return workerFrame.safeParse({ type, id: ID, sent_at: "2026-08-01T12:00:00Z", payload, ...rest });
}

test.each([
  [{}, 0],
  [cleanup, 1],
  [{ ...cleanup, max_cleanup_concurrency: 4 }, 4],
  [{ ...cleanup, handled_cleanup_kinds: [] }, 0],
])("a worker that says hello with %j takes %i cleanups at a time", (rest, concurrency) => {
  const { data, error } = parse("worker.hello.v1", { ...hello, ...rest });
  expect(error).toBeUndefined();
  expect(data?.payload).toMatchObject({ worker_name: "w", max_cleanup_concurrency: concurrency });
});

test.each([
  [{ requested_capabilities: ["worker_heartbeat.v1"] }],
  [{ requested_capabilities: ["work_pool_snapshot.v1"] }],
  [{ handled_cleanup_kinds: cleanup.handled_cleanup_kinds }],
  [{ max_cleanup_concurrency: 1 }],
  [{ ...cleanup, handled_cleanup_kinds: ["other"] }],
  [{ supported_channel_versions: [] }],
  [{ work_queue_names: [""] }],
  [{ extra: 1 }],
])("no worker says hello with %j", (rest) => {
  expect(parse("worker.hello.v1", { ...hello, ...rest }).success).toBe(false);
});

test.each([
  ["worker.heartbeat.v1", { consumer_id: ID, worker_name: "w", heartbeat_interval_seconds: 5 }],
  ["cleanup.ack.v1", { message_id: ID, reservation_token: "t" }],
  ["cleanup.renew.v1", { message_id: ID, reservation_token: "t" }],
  ["cleanup.release.v1", { message_id: ID, reservation_token: "t", reason: "busy" }],
])("a worker may say %s, and nothing beside it", (type, payload) => {
  expect(parse(type, payload).error).toBeUndefined();
  expect(parse(type, payload, { extra: 1 }).success).toBe(false);
  expect(parse(type, { ...payload, extra: 1 }).success).toBe(false);
});

test("a worker does not speak for the server", () => {
  expect(parse("work_pool.snapshot.v1", {}).success).toBe(false);
});
