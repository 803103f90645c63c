import type { z } from "zod";
import { type OrchestrationResult, orchestrationResult, type setStateBody } from "@tutti/core/wire/orchestration";
import { type State, state } from "@tutti/core/wire/state";
import { type TaskRun, taskRun, type taskRunCreate, type taskRunsFilterBody } from "@tutti/core/wire/task-run";
import type { ApiClient } from "./http.ts";
import { arrayOf } from "./parsers.ts";

/** Creates the task run of this flow run, task key and dynamic key, or answers the one that is there. */
export function createTaskRun(
  api: ApiClient,
  body: z.input<typeof taskRunCreate>,
  headers: Record<string, string> = {},
): Promise<TaskRun> {
  return api.post("/task_runs/", body, taskRun, headers);
}

export function readTaskRun(api: ApiClient, id: string): Promise<TaskRun> {
  return api.get(`/task_runs/${id}`, taskRun);
}

export function filterTaskRuns(api: ApiClient, body: z.input<typeof taskRunsFilterBody>): Promise<TaskRun[]> {
  return api.post("/task_runs/filter", body, arrayOf(taskRun));
}

/** Proposes a state of a task run; with `force` no rule may refuse it. */
export function setTaskRunState(
  api: ApiClient,
  id: string,
  body: z.input<typeof setStateBody>,
  headers: Record<string, string> = {},
): Promise<OrchestrationResult> {
  return api.post(`/task_runs/${id}/set_state`, body, orchestrationResult, headers);
}

/** Every state the task run was in, oldest first. */
export function readTaskRunStates(api: ApiClient, id: string): Promise<State[]> {
  return api.get(`/task_run_states/?task_run_id=${id}`, arrayOf(state));
}
