import type { z } from "zod";
import { type WaitingFacts, waitingFacts } from "@tutti/core/wire/dashboard-work";
import {
  type FlowRun,
  flowRun,
  type flowRunCreate,
  type flowRunsCountBody,
  type flowRunsFilterBody,
  type flowRunUpdate,
} from "@tutti/core/wire/flow-run";
import {
  type OrchestrationResult,
  orchestrationResult,
  type resumeBody,
  type setStateBody,
} from "@tutti/core/wire/orchestration";
import { type State, state } from "@tutti/core/wire/state";
import type { ApiClient } from "./http.ts";
import { arrayOf, count } from "./parsers.ts";

/** Creates a run. Give an idempotency key: the request may be repeated. */
export function createFlowRun(
  api: ApiClient,
  body: z.input<typeof flowRunCreate>,
  headers: Record<string, string> = {},
): Promise<FlowRun> {
  return api.post("/flow_runs/", body, flowRun, headers);
}

export function readFlowRun(api: ApiClient, id: string): Promise<FlowRun> {
  return api.get(`/flow_runs/${id}`, flowRun);
}

export function updateFlowRun(
  api: ApiClient,
  id: string,
  body: z.input<typeof flowRunUpdate>,
  headers: Record<string, string> = {},
): Promise<void> {
  return api.send("PATCH", `/flow_runs/${id}`, body, headers);
}

/** Adds labels to those that the run has. */
export function addFlowRunLabels(api: ApiClient, id: string, labels: Record<string, string>): Promise<void> {
  return api.send("PATCH", `/flow_runs/${id}/labels`, labels);
}

export function deleteFlowRun(api: ApiClient, id: string): Promise<void> {
  return api.send("DELETE", `/flow_runs/${id}`);
}

export function filterFlowRuns(api: ApiClient, body: z.input<typeof flowRunsFilterBody>): Promise<FlowRun[]> {
  return api.post("/flow_runs/filter", body, arrayOf(flowRun));
}

export function countFlowRuns(api: ApiClient, body: z.input<typeof flowRunsCountBody>): Promise<number> {
  return api.post("/flow_runs/count", body, count);
}

/** What the run may be waiting for; of a Tutti server only. */
export function readWaitingFacts(api: ApiClient, id: string): Promise<WaitingFacts> {
  return api.get(`/tutti/flow-runs/${id}/waiting`, waitingFacts);
}

/** Every state the run was in, oldest first. */
export function readFlowRunStates(api: ApiClient, id: string): Promise<State[]> {
  return api.get(`/flow_run_states/?flow_run_id=${id}`, arrayOf(state));
}

/** Proposes a state. Put a fresh `transition_id` into it: a repeated proposal is then answered REJECT with that state. */
export function setFlowRunState(
  api: ApiClient,
  id: string,
  body: z.input<typeof setStateBody>,
  headers: Record<string, string> = {},
): Promise<OrchestrationResult> {
  return api.post(`/flow_runs/${id}/set_state`, body, orchestrationResult, headers);
}

/** Lets a paused or suspended run go on. */
export function resumeFlowRun(
  api: ApiClient,
  id: string,
  body: z.input<typeof resumeBody>,
): Promise<OrchestrationResult> {
  return api.post(`/flow_runs/${id}/resume`, body, orchestrationResult);
}
