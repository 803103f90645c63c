import { z } from "zod";
import { flowRunPolicy } from "./flow-run.ts";
import { instantInput, labels, number, integer, opaqueObject, pageLimit, tags, uuid } from "./primitives.ts";
import { runParameters } from "./run-parameters.ts";
import { stateCreate } from "./state.ts";

// What is asked of a deployment's runs: making them, scheduling them, polling for them.

export const deploymentRunCreate = z.strictObject({
  state: stateCreate.nullish(),
  name: z.string().nullish(),
  parameters: runParameters.default({}),
  enforce_parameter_schema: z.boolean().nullish(),
  context: opaqueObject.default({}),
  infrastructure_document_id: uuid.nullish(),
  empirical_policy: flowRunPolicy.default({ max_retries: 0, retry_delay_seconds: 0 }),
  tags: tags.default([]),
  idempotency_key: z.string().nullish(),
  labels: labels.nullish(),
  parent_task_run_id: uuid.nullish(),
  work_queue_name: z.string().nullish(),
  job_variables: opaqueObject.nullish(),
});
export type DeploymentRunCreate = z.output<typeof deploymentRunCreate>;

export const deploymentRunsCreateBody = z.array(deploymentRunCreate);
export const deploymentRunsCreated = z.object({
  results: z.array(
    z.object({
      flow_run_id: uuid.nullable(),
      status: z.enum(["CREATED", "FAILED"]),
      error: z.string().nullable(),
    }),
  ),
});
export type DeploymentRunsCreated = z.infer<typeof deploymentRunsCreated>;

export const scheduledRunsBody = z.object({
  deployment_ids: z.array(uuid),
  scheduled_before: instantInput.nullish(),
  limit: pageLimit,
});

export const scheduleRunsBody = z.object({
  start_time: instantInput.nullish(),
  end_time: instantInput.nullish(),
  min_time: number.nullish(),
  min_runs: integer.nullish(),
  max_runs: integer.nullish(),
});
