import type { z } from "zod";
import { type WorkerOffer, type poolPollBody, workerOffer } from "@tutti/core/wire/work-offer";
import {
  type WorkPool,
  type WorkPoolConcurrency,
  workPool,
  workPoolConcurrency,
  type workPoolConcurrencyBody,
  type workPoolCreate,
  type workPoolsFilterBody,
  type workPoolUpdate,
} from "@tutti/core/wire/work-pool";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

export function createWorkPool(api: ApiClient, body: z.input<typeof workPoolCreate>): Promise<WorkPool> {
  return api.post("/work_pools/", body, workPool);
}

export function readWorkPool(api: ApiClient, name: string): Promise<WorkPool> {
  return api.get(poolPath(name), workPool);
}

export function filterWorkPools(api: ApiClient, body: z.input<typeof workPoolsFilterBody>): Promise<WorkPool[]> {
  return api.post("/work_pools/filter", body, arrayOf(workPool));
}

export function updateWorkPool(api: ApiClient, name: string, body: z.input<typeof workPoolUpdate>): Promise<void> {
  return api.send("PATCH", poolPath(name), body);
}

/** With its queues and workers. */
export function deleteWorkPool(api: ApiClient, name: string): Promise<void> {
  return api.send("DELETE", poolPath(name));
}

/** The runs that a worker of the pool may take. Asking counts as a poll of the queues. */
export function pollWorkPool(
  api: ApiClient,
  name: string,
  body: z.input<typeof poolPollBody>,
  headers: Record<string, string> = {},
): Promise<WorkerOffer[]> {
  return api.post(`${poolPath(name)}/get_scheduled_flow_runs`, body, arrayOf(workerOffer), headers);
}

/** Who holds the pool's slots, queue by queue. */
export function readWorkPoolSlots(
  api: ApiClient,
  name: string,
  body: z.input<typeof workPoolConcurrencyBody>,
): Promise<WorkPoolConcurrency> {
  return api.post(`${poolPath(name)}/concurrency_status`, body, workPoolConcurrency);
}

/** Where a work pool is, for its queues and workers too. */
export function poolPath(name: string): string {
  return `/work_pools/${encodeURIComponent(name)}`;
}
