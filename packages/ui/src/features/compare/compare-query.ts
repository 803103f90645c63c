import type { ComparedRun } from "@tutti/core/wire/run-comparison";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";

export function comparedRuns(ids: readonly string[]) {
  return queryOptions({
    queryKey: ["compare", ids],
    queryFn: ({ signal }) =>
      readLive("flow-runs", () =>
        request<ComparedRun[]>("/tutti/runs/compare", { method: "POST", body: { ids }, signal }),
      ),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });
}
