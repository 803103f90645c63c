import type { Artifact } from "@tutti/core/wire/artifact";
import type { LogLine } from "@tutti/core/wire/dashboard";
import type { namedTaskRun } from "@tutti/core/wire/prefect-ui";
import type { State } from "@tutti/core/wire/state";
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { TASK_RUN_TOPICS } from "../task-runs/task-runs-query.ts";

const LINES_MAX = 200;

export type NamedTaskRun = z.infer<typeof namedTaskRun>;

/** A task run with the name of the run that called it. */
export function taskRunOfPage(id: string) {
  return queryOptions({
    queryKey: ["task-run", id, "named"],
    queryFn: ({ signal }) => readLive(TASK_RUN_TOPICS, () => request<NamedTaskRun>(`/ui/task_runs/${id}`, { signal })),
  });
}

export function taskRunStates(id: string) {
  return queryOptions({
    queryKey: ["task-run", id, "states"],
    queryFn: ({ signal }) =>
      readLive(TASK_RUN_TOPICS, () => request<State[]>(`/task_run_states/?task_run_id=${id}`, { signal })),
  });
}

/** The first lines that it wrote. */
export function taskRunLogs(id: string) {
  return queryOptions({
    queryKey: ["task-run", id, "logs"],
    queryFn: ({ signal }) =>
      readLive(TASK_RUN_TOPICS, () =>
        request<LogLine[]>("/logs/filter", {
          method: "POST",
          body: { logs: { task_run_id: { any_: [id] } }, sort: "TIMESTAMP_ASC", limit: LINES_MAX },
          signal,
        }),
      ),
  });
}

export function taskRunArtifacts(id: string) {
  return queryOptions({
    queryKey: ["task-run", id, "artifacts"],
    queryFn: ({ signal }) =>
      readLive(TASK_RUN_TOPICS, () =>
        request<Artifact[]>("/artifacts/filter", {
          method: "POST",
          body: { artifacts: { task_run_id: { any_: [id] }, type: { not_any_: ["result"] } } },
          signal,
        }),
      ),
  });
}
