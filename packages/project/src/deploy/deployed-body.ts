import type { z } from "zod";
import type { Deployment, deploymentCreate } from "@tutti/core/wire/deployment";

/** What would make this deployment again as it is. Its ids are those of its own server. */
export function deployedBody(deployment: Deployment): z.input<typeof deploymentCreate> {
  return {
    name: deployment.name,
    paused: deployment.paused,
    parameters: deployment.parameters,
    tags: deployment.tags,
    labels: deployment.labels,
    job_variables: deployment.job_variables,
    description: deployment.description,
    version: deployment.version,
    entrypoint: deployment.entrypoint,
    path: deployment.path,
    pull_steps: deployment.pull_steps,
    parameter_openapi_schema: deployment.parameter_openapi_schema,
    enforce_parameter_schema: deployment.enforce_parameter_schema,
    work_pool_name: deployment.work_pool_name,
    work_queue_name: deployment.work_queue_name,
    concurrency_options: deployment.concurrency_options,
    flow_id: deployment.flow_id,
    storage_document_id: deployment.storage_document_id,
    concurrency_limit: deployment.global_concurrency_limit?.limit ?? null,
    schedules: deployment.schedules.map(({ schedule, active, max_scheduled_runs, parameters: own, slug }) => ({
      schedule,
      active,
      max_scheduled_runs,
      parameters: own,
      slug,
    })),
  };
}
