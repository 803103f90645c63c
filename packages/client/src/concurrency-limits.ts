import type { z } from "zod";
import {
  type concurrencyLimitCreate,
  type concurrencyLimitUpdate,
  type GlobalConcurrencyLimit,
  globalConcurrencyLimit,
  type concurrencyLimitsFilterBody,
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

function limitPath(name: string): string {
  return `/v2/concurrency_limits/${encodeURIComponent(name)}`;
}
