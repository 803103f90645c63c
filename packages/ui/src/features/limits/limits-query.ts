import type { GlobalConcurrencyLimit, TagLimit } from "@tutti/core/wire/concurrency-limit";
import type { LiveTopic } from "@tutti/core/wire/live";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";

/** Slots are taken and given back with these; what decays is seen at the next look. */
export const LIMIT_TOPICS: readonly LiveTopic[] = [
  "events:prefect.concurrency-limit.",
  "events:prefect.task-run.",
  "flow-runs",
];

export function globalLimits() {
  return queryOptions({
    queryKey: ["limits", "global"],
    queryFn: ({ signal }) =>
      request<GlobalConcurrencyLimit[]>("/v2/concurrency_limits/filter", { method: "POST", body: {}, signal }),
  });
}

export function tagLimits() {
  return queryOptions({
    queryKey: ["limits", "tags"],
    queryFn: ({ signal }) => request<TagLimit[]>("/concurrency_limits/filter", { method: "POST", body: {}, signal }),
  });
}
