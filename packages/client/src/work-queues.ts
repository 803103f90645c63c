import type { z } from "zod";
import { type FlowRun, flowRun } from "@tutti/core/wire/flow-run";
import type { queuePollBody } from "@tutti/core/wire/work-offer";
import {
  type WorkQueue,
  type WorkQueueConcurrency,
  workQueue,
  workQueueConcurrency,
  type workQueueConcurrencyBody,
  type workQueueCreate,
  type workQueuesFilterBody,
  type workQueueUpdate,
} from "@tutti/core/wire/work-queue";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";
import { poolPath } from "./work-pools.ts";

export function createWorkQueue(
  api: ApiClient,
  pool: string,
  body: z.input<typeof workQueueCreate>,
): Promise<WorkQueue> {
  return api.post(`${poolPath(pool)}/queues`, body, workQueue);
}

export function readWorkQueue(api: ApiClient, pool: string, name: string): Promise<WorkQueue> {
  return api.get(queuePath(pool, name), workQueue);
}

/** The queues of one pool, by priority. */
export function filterPoolQueues(
  api: ApiClient,
  pool: string,
  body: z.input<typeof workQueuesFilterBody>,
): Promise<WorkQueue[]> {
  return api.post(`${poolPath(pool)}/queues/filter`, body, arrayOf(workQueue));
}

/** The queues of all pools, by name. */
export function filterWorkQueues(api: ApiClient, body: z.input<typeof workQueuesFilterBody>): Promise<WorkQueue[]> {
  return api.post("/work_queues/filter", body, arrayOf(workQueue));
}

export function updateWorkQueue(api: ApiClient, id: string, body: z.input<typeof workQueueUpdate>): Promise<void> {
  return api.send("PATCH", `/work_queues/${id}`, body);
}

export function deleteWorkQueue(api: ApiClient, pool: string, name: string): Promise<void> {
  return api.send("DELETE", queuePath(pool, name));
}

/** The runs that an agent of the queue may take. Asking counts as a poll, unless a header says who asks. */
export function pollWorkQueue(
  api: ApiClient,
  id: string,
  body: z.input<typeof queuePollBody>,
  headers: Record<string, string> = {},
): Promise<FlowRun[]> {
  return api.post(`/work_queues/${id}/get_runs`, body, arrayOf(flowRun), headers);
}

/** Who holds the queue's slots. */
export function readWorkQueueSlots(
  api: ApiClient,
  id: string,
  body: z.input<typeof workQueueConcurrencyBody>,
): Promise<WorkQueueConcurrency> {
  return api.post(`/work_queues/${id}/concurrency_status`, body, workQueueConcurrency);
}

function queuePath(pool: string, name: string): string {
  return `${poolPath(pool)}/queues/${encodeURIComponent(name)}`;
}
