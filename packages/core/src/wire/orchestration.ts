import { z } from "zod";
import { bulkLimit, opaqueObject, orDefault, uuid } from "./primitives.ts";
import { flowRunFilter } from "./flow-run-filter.ts";
import { state, stateCreate } from "./state.ts";

export const setStateStatus = z.enum(["ACCEPT", "REJECT", "ABORT", "WAIT"]);

export const responseDetails = z.discriminatedUnion("type", [
  z.object({ type: z.literal("accept_details") }),
  z.object({ type: z.literal("reject_details"), reason: z.string().nullable() }),
  z.object({ type: z.literal("abort_details"), reason: z.string().nullable() }),
  z.object({ type: z.literal("wait_details"), delay_seconds: z.int(), reason: z.string().nullable() }),
]);
export type ResponseDetails = z.infer<typeof responseDetails>;

export const orchestrationResult = z.object({
  state: state.nullable(),
  status: setStateStatus,
  details: responseDetails,
});
export type OrchestrationResult = z.infer<typeof orchestrationResult>;

export const setStateBody = z.object({ state: stateCreate, force: orDefault(z.boolean(), false) });

export const bulkSetStateBody = z.object({
  flow_runs: orDefault(flowRunFilter, null),
  state: stateCreate,
  force: orDefault(z.boolean(), false),
  limit: bulkLimit,
});

export const bulkSetStateResult = z.object({
  results: z.array(
    z.object({ flow_run_id: uuid, status: setStateStatus, state: state.nullable(), details: responseDetails }),
  ),
});
export type BulkSetStateResult = z.infer<typeof bulkSetStateResult>;

export const resumeBody = z.object({ run_input: opaqueObject.nullish() });
