import type { z } from "zod";
import { type TagLimit, tagLimit, type tagLimitCreate } from "@tutti/core/wire/concurrency-limit";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

/** Limits how many tasks of a tag run at once, or changes the limit that there is. */
export function createTagLimit(api: ApiClient, body: z.input<typeof tagLimitCreate>): Promise<TagLimit> {
  return api.post("/concurrency_limits/", body, tagLimit);
}

export function readTagLimit(api: ApiClient, tag: string): Promise<TagLimit> {
  return api.get(tagPath(tag), tagLimit);
}

export function filterTagLimits(
  api: ApiClient,
  body: { readonly limit?: number; readonly offset?: number },
): Promise<TagLimit[]> {
  return api.post("/concurrency_limits/filter", body, arrayOf(tagLimit));
}

/** Takes its slots away from whoever holds them. */
export function resetTagLimit(api: ApiClient, tag: string): Promise<void> {
  return api.send("POST", `${tagPath(tag)}/reset`, {});
}

export function deleteTagLimit(api: ApiClient, tag: string): Promise<void> {
  return api.send("DELETE", tagPath(tag));
}

function tagPath(tag: string): string {
  return `/concurrency_limits/tag/${encodeURIComponent(tag)}`;
}
