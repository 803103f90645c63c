import type { TaskRun } from "@tutti/core/wire/task-run";
import type { LiveTopic } from "@tutti/core/wire/live";
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { request } from "../../api/http.ts";
import { readLive } from "../../api/live.ts";
import { readRunNames } from "../../api/run-names.ts";
import { taskRunsFilters } from "./task-runs-request.ts";
import type { TaskRunsSearch } from "./task-runs-search.ts";

const PAGE_SIZE = 100;
const TOPIC: LiveTopic = "events:prefect.task-run.";
export const TASK_RUN_TOPICS: readonly LiveTopic[] = [TOPIC];

export interface TaskRunRow extends TaskRun {
  /** Of the run that called it; null for one that no flow called. */
  readonly flow_run_name: string | null;
}

interface TaskRunsPage {
  readonly rows: readonly TaskRunRow[];
  /** Where the next page begins; null after the last. */
  readonly next: number | null;
}

/** Task runs, one page after the other. */
export function taskRunPages(search: TaskRunsSearch) {
  return infiniteQueryOptions({
    queryKey: ["task-runs", search],
    queryFn: ({ pageParam, signal }) => readLive(TOPIC, () => readPage(search, pageParam, signal)),
    initialPageParam: 0,
    getNextPageParam: ({ next }: TaskRunsPage) => next,
    placeholderData: keepPreviousData,
  });
}

async function readPage(search: TaskRunsSearch, offset: number, signal: AbortSignal): Promise<TaskRunsPage> {
  const body = { ...taskRunsFilters(search, Date.now()), limit: PAGE_SIZE, offset };
  const tasks = await request<TaskRun[]>("/task_runs/filter", { method: "POST", body, signal });
  const names = await readRunNames(
    tasks.map(({ flow_run_id }) => flow_run_id),
    signal,
  );
  return {
    rows: tasks.map((task) => ({ ...task, flow_run_name: names.get(task.flow_run_id ?? "") ?? null })),
    next: tasks.length < PAGE_SIZE ? null : offset + PAGE_SIZE,
  };
}
