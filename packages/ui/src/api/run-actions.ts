import type { StateType } from "@tutti/core/state-type";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { BulkSetStateResult, OrchestrationResult } from "@tutti/core/wire/orchestration";
import { request } from "./http.ts";

const BULK_MAX = 50;
const RETRY = { type: "SCHEDULED", name: "AwaitingRetry", message: "Retried from the dashboard" };

/** How many runs are started again in one go. */
export const RERUN_MAX = 200;

/** Asks a run to stop. One that has not started is cancelled at once. */
export async function cancelRuns(ids: readonly string[]): Promise<void> {
  for (const some of chunks(ids)) {
    await request("/flow_runs/bulk_set_state", {
      method: "POST",
      body: { flow_runs: { id: { any_: some } }, state: { type: "CANCELLING", name: "Cancelling" }, limit: BULK_MAX },
    });
  }
}

export async function deleteRuns(ids: readonly string[]): Promise<void> {
  for (const some of chunks(ids)) {
    await request("/flow_runs/bulk_delete", {
      method: "POST",
      body: { flow_runs: { id: { any_: some } }, limit: BULK_MAX },
    });
  }
}

/** How a change asked of many went: for how many, and why not for the others. */
interface BulkOutcome {
  readonly done: number;
  readonly refusals: readonly string[];
}

/** Schedules runs that are over to run again, with their own steps and parameters. */
export async function retryRuns(ids: readonly string[]): Promise<BulkOutcome> {
  const refusals: string[] = [];
  for (const some of chunks(ids)) {
    const { results } = await request<BulkSetStateResult>("/flow_runs/bulk_set_state", {
      method: "POST",
      body: { flow_runs: { id: { any_: some } }, state: RETRY, limit: BULK_MAX },
    });
    for (const { status, details } of results) {
      if (status !== "ACCEPT") refusals.push(("reason" in details ? details.reason : null) ?? `answered ${status}`);
    }
  }
  return { done: ids.length - refusals.length, refusals };
}

/** Starts runs of deployments anew, each with the parameters that it had; answers how many. */
export async function rerun(ids: readonly string[]): Promise<number> {
  const body = { flow_runs: { id: { any_: ids.slice(0, RERUN_MAX) } }, limit: RERUN_MAX };
  const runs = await request<FlowRun[]>("/flow_runs/filter", { method: "POST", body });
  const ofDeployments = runs.filter(({ deployment_id }) => deployment_id !== null);
  for (const { deployment_id, parameters, tags, job_variables } of ofDeployments) {
    const again = { parameters, tags, ...(job_variables === null ? {} : { job_variables }) };
    await request(`/deployments/${deployment_id}/create_flow_run`, { method: "POST", body: again });
  }
  return ofDeployments.length;
}

/** Puts a run into a state whatever the rules say. */
export async function forceState(id: string, type: StateType, message: string): Promise<void> {
  const state = { type, ...(message === "" ? {} : { message }) };
  checkAccepted(
    await request<OrchestrationResult>(`/flow_runs/${id}/set_state`, { method: "POST", body: { state, force: true } }),
  );
}

/** The same for a task run. */
export async function forceTaskState(id: string, type: StateType, message: string): Promise<void> {
  const state = { type, ...(message === "" ? {} : { message }) };
  checkAccepted(
    await request<OrchestrationResult>(`/task_runs/${id}/set_state`, { method: "POST", body: { state, force: true } }),
  );
}

/** Has a run wait until it is resumed: in its process, or suspended without one. Not resumed in time, it fails. */
export async function pauseRun(id: string, timeoutSeconds: number, isSuspended: boolean): Promise<void> {
  const pause_timeout = new Date(Date.now() + timeoutSeconds * 1000).toISOString();
  const state_details = { transition_id: crypto.randomUUID(), pause_timeout, pause_reschedule: isSuspended };
  await propose(id, { type: "PAUSED", name: isSuspended ? "Suspended" : "Paused", state_details });
}

/** Schedules a run that is over to run again. */
export async function retryRun(id: string): Promise<void> {
  await propose(id, RETRY);
}

/** `input` is what a run asks for that waits for some. */
export async function resumeRun(id: string, input: object | null = null): Promise<void> {
  const body = input === null ? {} : { run_input: input };
  checkAccepted(await request<OrchestrationResult>(`/flow_runs/${id}/resume`, { method: "POST", body }));
}

/** Makes another run like one that has ended, which begins with a step of it. */
export async function rerunRun(id: string, from: string, parameters: unknown): Promise<FlowRun> {
  return request<FlowRun>(`/tutti/flow_runs/${id}/rerun`, { method: "POST", body: { from, parameters } });
}

async function propose(id: string, state: object): Promise<void> {
  checkAccepted(await request<OrchestrationResult>(`/flow_runs/${id}/set_state`, { method: "POST", body: { state } }));
}

function checkAccepted({ status, details }: OrchestrationResult): void {
  if (status === "ACCEPT" || !("reason" in details)) return;
  throw new Error(details.reason ?? `The server answered ${status}.`);
}

function chunks(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / BULK_MAX);
  return Array.from({ length: count }, (_, index) => ids.slice(index * BULK_MAX, (index + 1) * BULK_MAX));
}
