import type { Deployment } from "@tutti/core/wire/deployment";

/** The body that makes another deployment like this one; paused, so that nothing runs twice unasked. */
export function copyOfDeployment(original: Deployment, name: string): object {
  const { description, version, tags, labels, flow_id, entrypoint, path, pull_steps } = original;
  return {
    name,
    flow_id,
    description,
    version,
    tags,
    labels,
    entrypoint,
    path,
    pull_steps,
    parameters: original.parameters,
    parameter_openapi_schema: original.parameter_openapi_schema,
    enforce_parameter_schema: original.enforce_parameter_schema,
    job_variables: original.job_variables,
    work_pool_name: original.work_pool_name,
    work_queue_name: original.work_queue_name,
    storage_document_id: original.storage_document_id,
    infrastructure_document_id: original.infrastructure_document_id,
    concurrency_limit: original.global_concurrency_limit?.limit ?? null,
    concurrency_options: original.concurrency_options,
    schedules: original.schedules.map(({ schedule, active, max_scheduled_runs, parameters }) => ({
      schedule,
      active,
      max_scheduled_runs,
      parameters,
    })),
    paused: true,
  };
}
