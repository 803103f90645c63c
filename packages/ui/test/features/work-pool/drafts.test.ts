import { workPoolUpdate, type WorkPool } from "@tutti/core/wire/work-pool";
import { workQueueCreate, workQueueUpdate, type WorkQueue } from "@tutti/core/wire/work-queue";
import { expect, test } from "vitest";
import { changesOf as changesOfPool, draftOfPool } from "../../../src/features/work-pool/pool-draft.ts";
import { changesOf, draftOfQueue, newQueueDraft } from "../../../src/features/work-pool/queue-draft.ts";

const ID = "0192f0c1-2345-7678-9abc-def012345678";
const stored = { id: ID, created: null, updated: null };

const queue: WorkQueue = {
  ...stored,
  name: "urgent",
  description: null,
  is_paused: false,
  concurrency_limit: 1,
  priority: 2,
  work_pool_id: ID,
  filter: null,
  last_polled: null,
  work_pool_name: "p",
  status: "READY",
  active_slots: 0,
};

const pool: WorkPool = {
  ...stored,
  name: "p",
  description: null,
  type: "process",
  base_job_template: {},
  is_paused: false,
  concurrency_limit: 2,
  status: "READY",
  default_queue_id: ID,
  storage_configuration: {},
  active_slots: 0,
};

test("what is opened and not changed changes nothing", () => {
  expect([changesOf(draftOfQueue(queue), queue), changesOfPool(draftOfPool(pool), pool)]).toStrictEqual([{}, {}]);
});

test("a new queue says only what was given", () => {
  const body = changesOf({ ...newQueueDraft(), name: " soon " }, null);
  expect(body).toStrictEqual({ name: "soon" });
  expect(workQueueCreate.safeParse(body).success).toBe(true);
});

test("changes of a queue are taken by the server; an emptied limit is none", () => {
  const body = changesOf({ name: "soon", description: "x", priority: 1, limit: undefined }, queue);
  expect(body).toStrictEqual({ name: "soon", description: "x", priority: 1, concurrency_limit: null });
  expect(workQueueUpdate.safeParse(body).success).toBe(true);
});

test("changes of a pool are taken by the server", () => {
  const template = { job_configuration: { a: 1 }, variables: { type: "object" } };
  const body = changesOfPool({ description: "x", limit: undefined, template }, pool);
  expect(body).toStrictEqual({ description: "x", concurrency_limit: null, base_job_template: template });
  expect(workPoolUpdate.safeParse(body).success).toBe(true);
});
