import { z } from "zod";
import { LEASE_TTL_SECONDS } from "../lease-ttl.ts";
import { flowRun, flowRunUpdate } from "./flow-run.ts";
import { orchestrationResult } from "./orchestration.ts";
import { dateTime, instantInput, integerBetween, labels, orDefault, uuid } from "./primitives.ts";

/** Carries the epoch of the writer's lease in every HTTP write of a flow run; a stale one is answered `lease_lost`. */
export const LEASE_EPOCH_HEADER = "x-tutti-lease-epoch";

/** Stands beside a Crashed that is proposed without an epoch: the process was told to stop, it did not fail. */
export const PLANNED_STOP_HEADER = "x-tutti-planned-stop";

export const leaseTtlSeconds = orDefault(integerBetween(1, LEASE_TTL_SECONDS), LEASE_TTL_SECONDS);

/**
 * `POST /api/tutti/flow_runs/{id}/lease`: become the run's owner, with the next epoch. A request with an id may arrive more
 * than once: it is given one lease.
 */
export const leaseAcquireBody = z.strictObject({
  owner: z.string().min(1).max(255),
  ttl_seconds: leaseTtlSeconds,
  request_id: uuid.nullish(),
});

/** `PATCH /api/tutti/flow_runs/{id}/lease`: stay the owner; the epoch stands in the header. */
export const leaseRenewBody = z.strictObject({ ttl_seconds: leaseTtlSeconds });

/** Of one request. */
export const LEASES_MAX = 500;

/** `PATCH /api/tutti/leases`: stay the owner of many runs at once. */
export const leasesRenewBody = z.strictObject({
  leases: z.array(z.strictObject({ flow_run_id: uuid, epoch: z.int() })).max(LEASES_MAX),
  ttl_seconds: leaseTtlSeconds,
});

/** Those that were not renewed, with the reason: other owners have the runs. */
export const lostLeases = z.object({ lost: z.array(z.object({ flow_run_id: uuid, detail: z.string() })) });
export type LostLeases = z.infer<typeof lostLeases>;

/** `POST /api/tutti/flow_runs/{id}/claim`: take a run, as a worker does to start its process. */
export const claimBody = z.strictObject({
  worker: z.string().min(1),
  transition_id: uuid,
  ttl_seconds: leaseTtlSeconds,
  /** That the run gets with its worker. */
  labels: orDefault(labels, {}),
});

/**
 * `POST /api/tutti/flow_runs/{id}/take`: take a run that is waiting and begin it, as a process does that has its flow loaded
 * already. A run that is not as it was offered, or whose deployment is not as the process knows it, is not taken.
 */
export const takeBody = z.strictObject({
  owner: z.string().min(1).max(255),
  transition_id: uuid,
  ttl_seconds: leaseTtlSeconds,
  labels: orDefault(labels, {}),
  /** When the run, and its deployment, were changed last. */
  flow_run_updated: instantInput,
  deployment_updated: instantInput,
  /** Written with its Running. */
  update: flowRunUpdate.omit({ job_variables: true }),
});

/** `expires_at` is by the database's clock. In-process subflows are covered by the lease of the run that called them. */
export const lease = z.object({ flow_run_id: uuid, owner: z.string(), epoch: z.int(), expires_at: dateTime });
export type Lease = z.infer<typeof lease>;

/**
 * What became of the proposed Pending, or of the Running of a run that was taken; the lease, and the run as it is now, are
 * there when the Pending was accepted.
 */
export const claim = z.object({
  ...orchestrationResult.shape,
  lease: lease.nullable(),
  flow_run: flowRun.nullable().default(null),
});
export type Claim = z.infer<typeof claim>;
