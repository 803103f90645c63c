import { z } from "zod";
import { STATE_TYPES } from "../state-type.ts";
import { dateTime, instantInput, opaque, uuid } from "./primitives.ts";

export const stateType = z.enum(STATE_TYPES);

function detailsOf<T extends z.ZodType>(time: T) {
  return {
    flow_run_id: uuid.nullish(),
    task_run_id: uuid.nullish(),
    child_flow_run_id: uuid.nullish(),
    scheduled_time: time.nullish(),
    cache_key: z.string().nullish(),
    cache_expiration: time.nullish(),
    deferred: z.boolean().nullish(),
    untrackable_result: z.boolean().optional(),
    pause_timeout: time.nullish(),
    pause_reschedule: z.boolean().optional(),
    pause_key: z.string().nullish(),
    run_input_keyset: z.record(z.string(), z.string()).nullish(),
    refresh_cache: z.boolean().nullish(),
    retriable: z.boolean().nullish(),
    transition_id: uuid.nullish(),
    task_parameters_id: uuid.nullish(),
    traceparent: z.string().nullish(),
    deployment_concurrency_lease_id: uuid.nullish(),
  };
}

/** Unknown keys are dropped, as Prefect does. */
export const stateDetailsInput = z.object(detailsOf(instantInput));
export type StateDetailsInput = z.output<typeof stateDetailsInput>;

export const stateDetails = z.object(detailsOf(dateTime));
export type StateDetails = z.infer<typeof stateDetails>;

/** A proposed state: the server mints id and timestamp. */
export const stateCreate = z.strictObject({
  type: stateType,
  name: z.string().nullish(),
  message: z.string().nullish(),
  data: opaque.optional(),
  state_details: stateDetailsInput.optional(),
});
export type StateCreate = z.output<typeof stateCreate>;

export const state = z.object({
  id: uuid,
  type: stateType,
  name: z.string().nullable(),
  timestamp: dateTime,
  message: z.string().nullable(),
  data: opaque,
  state_details: stateDetails,
});
export type State = z.infer<typeof state>;
