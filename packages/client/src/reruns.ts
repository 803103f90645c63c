import type { z } from "zod";
import { type FlowRun, flowRun } from "@tutti/core/wire/flow-run";
import type { rerunBody } from "@tutti/core/wire/rerun";
import type { ApiClient } from "./http.ts";

/**
 * Makes another run like one that has ended. Give an idempotency key: the request may be repeated. Only on a Tutti server;
 * rejects with status 404, and 409 for a run that has not ended, or that no worker would execute.
 */
export function rerunFlowRun(api: ApiClient, flowRunId: string, body: z.input<typeof rerunBody>): Promise<FlowRun> {
  return api.post(`/tutti/flow_runs/${flowRunId}/rerun`, body, flowRun);
}
