import { randomUUID } from "node:crypto";
import type { z } from "zod";
import {
  type concurrencyLimitCreate,
  type concurrencyLimitUpdate,
  type GlobalConcurrencyLimit,
  globalConcurrencyLimit,
  type concurrencyLimitsFilterBody,
  type incrementBody,
  type incrementWithLeaseBody,
  leasedLimits,
  SLOT_LEASE_HEADER,
  type TakenLimit,
  takenLimit,
} from "@tutti/core/wire/concurrency-limit";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

export function createConcurrencyLimit(
  api: ApiClient,
  body: z.input<typeof concurrencyLimitCreate>,
): Promise<GlobalConcurrencyLimit> {
  return api.post("/v2/concurrency_limits/", body, globalConcurrencyLimit);
}

export function readConcurrencyLimit(api: ApiClient, name: string): Promise<GlobalConcurrencyLimit> {
  return api.get(limitPath(name), globalConcurrencyLimit);
}

export function filterConcurrencyLimits(
  api: ApiClient,
  body: z.input<typeof concurrencyLimitsFilterBody>,
): Promise<GlobalConcurrencyLimit[]> {
  return api.post("/v2/concurrency_limits/filter", body, arrayOf(globalConcurrencyLimit));
}

export function updateConcurrencyLimit(
  api: ApiClient,
  name: string,
  body: z.input<typeof concurrencyLimitUpdate>,
): Promise<void> {
  return api.send("PATCH", limitPath(name), body);
}

export function deleteConcurrencyLimit(api: ApiClient, name: string): Promise<void> {
  return api.send("DELETE", limitPath(name));
}

/**
 * Takes slots of every limit named that there is, and a lease on them. Rejects with status 423 and `retryAfterMs` while they
 * are taken, 422 when a limit has fewer.
 */
export function takeSlots(
  api: ApiClient,
  body: z.input<typeof incrementWithLeaseBody>,
): Promise<z.output<typeof leasedLimits>> {
  const headers = { [SLOT_LEASE_HEADER]: randomUUID() };
  return api.post("/v2/concurrency_limits/increment-with-lease", body, leasedLimits, headers);
}

/** Takes slots for good: of a rate limit they come back by themselves. Rejects as `takeSlots` does. */
export function takeRateSlots(api: ApiClient, body: z.input<typeof incrementBody>): Promise<TakenLimit[]> {
  return api.post("/v2/concurrency_limits/increment", body, arrayOf(takenLimit));
}

/** Lets a lease on slots last so long from now on. Rejects with status 410 when it has ended. */
export function renewSlots(api: ApiClient, leaseId: string, seconds: number): Promise<void> {
  return api.send("POST", `/v2/concurrency_limits/leases/${leaseId}/renew`, { lease_duration: seconds });
}

/** Gives leased slots back; those of a lease that has ended are back already. */
export function releaseSlots(api: ApiClient, leaseId: string): Promise<void> {
  return api.send("POST", "/v2/concurrency_limits/decrement-with-lease", { lease_id: leaseId });
}

function limitPath(name: string): string {
  return `/v2/concurrency_limits/${encodeURIComponent(name)}`;
}
