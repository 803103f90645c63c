import type { z } from "zod";
import {
  type Claim,
  claim,
  type claimBody,
  type Lease,
  lease,
  LEASE_EPOCH_HEADER,
  PLANNED_STOP_HEADER,
  type leaseAcquireBody,
  type leaseRenewBody,
  type takeBody,
} from "@tutti/core/wire/lease";
import type { ApiClient } from "./http.ts";

/** The headers of a write under a lease; none without one. */
export function epochHeader(epoch: number | null): Record<string, string> {
  return epoch === null ? {} : { [LEASE_EPOCH_HEADER]: String(epoch) };
}

/** The headers of a Crashed that says: the process was told to stop. Other servers pass them over. */
export const plannedStopHeader: Readonly<Record<string, string>> = { [PLANNED_STOP_HEADER]: "1" };

/** Becomes the run's owner; whoever was it before may write no more. Only on a Tutti server. */
export function acquireLease(
  api: ApiClient,
  flowRunId: string,
  body: z.input<typeof leaseAcquireBody>,
): Promise<Lease> {
  return api.post(`/tutti/flow_runs/${flowRunId}/lease`, body, lease);
}

/** Takes a run, to start its process: Pending and the lease in one. Only on a Tutti server. */
export function claimFlowRun(api: ApiClient, flowRunId: string, body: z.input<typeof claimBody>): Promise<Claim> {
  return api.post(`/tutti/flow_runs/${flowRunId}/claim`, body, claim);
}

/** Takes a run that is waiting and begins it, in one. Only on a Tutti server. */
export function takeFlowRun(api: ApiClient, flowRunId: string, body: z.input<typeof takeBody>): Promise<Claim> {
  return api.post(`/tutti/flow_runs/${flowRunId}/take`, body, claim);
}

/** Stays the owner for another `ttl_seconds`. Rejects with status 409 when the run has another owner. */
export function renewLease(
  api: ApiClient,
  flowRunId: string,
  epoch: number,
  body: z.input<typeof leaseRenewBody>,
): Promise<void> {
  return api.send("PATCH", `/tutti/flow_runs/${flowRunId}/lease`, body, epochHeader(epoch));
}
