import { systemDeps } from "../../src/deps.ts";
import { toJson } from "../../src/store/rows/json-column.ts";
import type { DeploymentTable } from "../../src/store/tables/deployment-tables.ts";
import { START } from "./rows.ts";

/** A deployment that says nothing but what is given. */
export function deploymentRow(given: Partial<DeploymentTable> & { flow_id: string }): DeploymentTable {
  return {
    id: systemDeps.newId(),
    created: START,
    updated: START,
    name: "a-deployment",
    version: null,
    description: null,
    paused: 0,
    tags: toJson([]),
    labels: null,
    parameters: toJson({}),
    parameter_openapi_schema: null,
    enforce_parameter_schema: 1,
    job_variables: toJson({}),
    pull_steps: null,
    path: null,
    entrypoint: null,
    storage_document_id: null,
    infrastructure_document_id: null,
    work_queue_id: null,
    work_queue_name: null,
    concurrency_limit_id: null,
    concurrency_options: null,
    last_polled: null,
    status: "NOT_READY",
    created_by: null,
    updated_by: null,
    ...given,
  };
}
