import { expect, test } from "vitest";
import type { z } from "zod";
import { workerHeartbeatBody, workersFilterBody } from "../../src/wire/worker.ts";
import { workPoolConcurrencyBody, workPoolCreate, workPoolUpdate } from "../../src/wire/work-pool.ts";
import { workQueueConcurrencyBody, workQueueCreate, workQueueUpdate } from "../../src/wire/work-queue.ts";

const template = { job_configuration: { a: "{{ x }}" }, variables: { properties: { x: {} } } };
const undeclared = { ...template, variables: { properties: { y: {} } } };

test.each<[z.ZodType, object]>([
  [workPoolCreate, { name: "p" }],
  [workPoolCreate, { name: "p", base_job_template: template, concurrency_limit: 0, storage_configuration: {} }],
  [workPoolUpdate, { description: null, concurrency_limit: null }],
  [workQueueCreate, { name: "q", description: null, priority: null, filter: { tags: ["a"] } }],
  [workQueueUpdate, { last_polled: "2026-08-01 12:00:00+00:00" }],
  [workerHeartbeatBody, { name: "w", heartbeat_interval_seconds: null, metadata: {} }],
  [workersFilterBody, { workers: { status: { not_any_: ["OFFLINE"] } } }],
  [workPoolConcurrencyBody, { page: 2, flow_run_limit: 0 }],
  [workQueueConcurrencyBody, {}],
])("a body may be %#: %j", (schema, body) => {
  expect(schema.safeParse(body).error).toBeUndefined();
});

test.each<[z.ZodType, object]>([
  [workPoolCreate, { name: "" }],
  [workPoolCreate, { name: " '\"" }],
  [workPoolCreate, { name: "p", base_job_template: undeclared }],
  [workPoolCreate, { name: "p", storage_configuration: { other: 1 } }],
  [workPoolUpdate, { base_job_template: undeclared }],
  [workPoolUpdate, { name: "p" }],
  [workQueueCreate, { name: "q", priority: 0 }],
  [workQueueUpdate, { is_paused: null }],
  [workerHeartbeatBody, {}],
  [workersFilterBody, { workers: { status: { any_: ["NAPPING"] } } }],
  [workPoolConcurrencyBody, { flow_run_limit: 201 }],
  [workQueueConcurrencyBody, { page: 0 }],
])("a body may not be %#: %j", (schema, body) => {
  expect(schema.safeParse(body).success).toBe(false);
});
