import type { ApiClient } from "@tutti/client/http";
import { filterTaskRuns, readTaskRun } from "@tutti/client/task-runs";
import type { TaskRun } from "@tutti/core/wire/task-run";
import { findRun } from "./find-run.ts";
import { readPages } from "./read-pages.ts";

const RECENT = 1000;

/** The task run that a person means: by id, by name, or by the beginning of its id among the newest thousand. */
export function findTaskRun(api: ApiClient, reference: string): Promise<TaskRun> {
  return findRun(reference, {
    kind: "task run",
    read: (id) => readTaskRun(api, id),
    readByName: (name) => filterTaskRuns(api, { task_runs: { name: { any_: [name] } }, sort: "ID_DESC", limit: 6 }),
    readRecent: () => readPages(RECENT, (page) => filterTaskRuns(api, { sort: "ID_DESC", ...page })),
  });
}
