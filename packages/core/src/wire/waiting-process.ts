import { z } from "zod";
import { RECOVERIES_MAX } from "../recoveries.ts";
import { leaseTtlSeconds } from "./lease.ts";
import { instantInput, integer, integerBetween, labels, uuid } from "./primitives.ts";

/** What a process with a flow loaded would ask for when it takes a run. */
export const standingRequest = z.object({
  owner: z.string().min(1).max(255),
  ttl_seconds: leaseTtlSeconds,
  infrastructure_pid: z.string(),
  flow_version: z.string().nullable(),
  /** Takes the place of what the run's policy says. */
  policy: z.object({
    retries: integer.nullish(),
    retry_delay: integer.nullish(),
    /** The word of a run that was begun for a process may be lost on the way to it: then it is started again. */
    recoveries: integerBetween(1, RECOVERIES_MAX),
  }),
});
export type StandingRequest = z.output<typeof standingRequest>;

/** A process of a worker's that waits for runs of a deployment, and would take the next at once. */
export const waitingProcess = z.strictObject({
  ...standingRequest.shape,
  /** Another each time that it waits. */
  process_id: uuid,
  deployment_id: uuid,
  /** When that was changed last, as far as the worker knows. */
  deployment_updated: instantInput,
  labels,
});
export type WaitingProcess = z.output<typeof waitingProcess>;
