import { z } from "zod";
import { LEASE_TTL_SECONDS } from "../lease-ttl.ts";
import { flowRun, flowRunCreate, flowRunUpdate } from "./flow-run.ts";
import { lease } from "./lease.ts";
import { orchestrationResult, setStateBody } from "./orchestration.ts";
import { integerBetween, orDefault, uuid } from "./primitives.ts";

// What the runs of one process ask for at the same time, in one request and one transaction.

/** Runs of one request. */
export const FLOW_RUNS_MAX = 200;

/** A run that nobody but the program called: its key tells a repeated request. */
const beginning = z.strictObject({
  ...flowRunCreate.pick({
    name: true,
    flow_id: true,
    flow_version: true,
    parameters: true,
    tags: true,
    empirical_policy: true,
    labels: true,
  }).shape,
  idempotency_key: z.string().min(1),
});
export type FlowRunBeginning = z.output<typeof beginning>;

/** `POST /api/tutti/flow_runs/begin`: makes runs, leases them to their process, and takes them to Running, in one. */
export const beginFlowRunsBody = z.strictObject({
  owner: z.string().min(1).max(255),
  ttl_seconds: orDefault(integerBetween(1, LEASE_TTL_SECONDS), LEASE_TTL_SECONDS),
  flow_runs: z.array(beginning).min(1).max(FLOW_RUNS_MAX),
});

/** One for each, in their order. Null: not in one; make it step by step, and hear why not. */
export const begunFlowRuns = z.object({
  flow_runs: z.array(z.object({ flow_run: flowRun, lease, result: orchestrationResult }).nullable()),
});
export type BegunFlowRun = NonNullable<z.infer<typeof begunFlowRuns>["flow_runs"][number]>;

/** `POST /api/tutti/flow_runs/set_states`: proposals of owners, as many `set_state` would make them. */
export const setFlowRunStatesBody = z.strictObject({
  proposals: z
    .array(
      z.strictObject({
        ...setStateBody.shape,
        flow_run_id: uuid,
        epoch: z.int().min(0),
        /** Written before the state is decided about. */
        update: flowRunUpdate.omit({ job_variables: true }).nullable().default(null),
      }),
    )
    .min(1)
    .max(FLOW_RUNS_MAX),
});

/** One for each, in their order: what became of it, or the status and the detail with which `set_state` would refuse it. */
export const flowRunStatesSet = z.object({
  results: z.array(
    z.union([orchestrationResult, z.object({ refusal: z.object({ status: z.int(), detail: z.string() }) })]),
  ),
});
