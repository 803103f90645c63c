import type { OrchestrationResult } from "@tutti/core/wire/orchestration";
import { request } from "./http.ts";

const BULK_MAX = 50;

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

/** Schedules a run that is over to run again. */
export async function retryRun(id: string): Promise<void> {
  await propose(id, { type: "SCHEDULED", name: "AwaitingRetry", message: "Retried from the dashboard" });
}

/** `input` is what a run asks for that waits for some. */
export async function resumeRun(id: string, input: object | null = null): Promise<void> {
  const body = input === null ? {} : { run_input: input };
  checkAccepted(await request<OrchestrationResult>(`/flow_runs/${id}/resume`, { method: "POST", body }));
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
