import type { DeploymentCreate, DeploymentUpdate } from "@tutti/core/wire/deployment";
import { toJson, toJsonOrNull } from "../../store/rows/json-column.ts";
import type { DeploymentTable } from "../../store/tables/deployment-tables.ts";
import type { Flag } from "../../store/tables/stored.ts";

type Given = Partial<DeploymentCreate> | DeploymentUpdate;

/** The columns that a request writes: of the keys that are present. Where a deployment is sent, and its limit, are found apart. */
export function deploymentColumns(given: Given): Partial<DeploymentTable> {
  return { ...plainColumns(given), ...jsonColumns(given), ...flagColumns(given) };
}

const PLAIN = [
  "version",
  "description",
  "path",
  "entrypoint",
  "work_queue_name",
  "storage_document_id",
  "infrastructure_document_id",
] as const;

function plainColumns(given: Given): Partial<DeploymentTable> {
  return Object.fromEntries(PLAIN.filter((key) => given[key] !== undefined).map((key) => [key, given[key]]));
}

/** What a deployment must have stays as it was when null is sent for it. */
function jsonColumns(given: Given): Partial<DeploymentTable> {
  const { tags, parameters, job_variables, parameter_openapi_schema, pull_steps, concurrency_options } = given;
  return {
    ...(tags === undefined ? {} : { tags: toJson(tags) }),
    ...(parameters ? { parameters: toJson(parameters) } : {}),
    ...(job_variables ? { job_variables: toJson(job_variables) } : {}),
    ...(parameter_openapi_schema === undefined
      ? {}
      : { parameter_openapi_schema: toJsonOrNull(parameter_openapi_schema) }),
    ...(pull_steps === undefined ? {} : { pull_steps: toJsonOrNull(pull_steps) }),
    ...(concurrency_options === undefined ? {} : { concurrency_options: toJsonOrNull(concurrency_options) }),
  };
}

function flagColumns({ paused, enforce_parameter_schema }: Given): Partial<DeploymentTable> {
  return {
    ...(paused === undefined ? {} : { paused: flag(paused) }),
    ...(typeof enforce_parameter_schema === "boolean"
      ? { enforce_parameter_schema: flag(enforce_parameter_schema) }
      : {}),
  };
}

function flag(is: boolean): Flag {
  return is ? 1 : 0;
}
