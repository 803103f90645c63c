import type { Deployment } from "@tutti/core/wire/deployment";
import { deploymentUpdate } from "@tutti/core/wire/deployment";
import { expect, test } from "vitest";
import { changesOf, draftOfDeployment } from "../../../src/features/deployment/deployment-draft.ts";

const deployment: Deployment = {
  id: "0192f0c1-2345-7678-9abc-def012345678",
  created: null,
  updated: null,
  name: "d",
  version: null,
  description: null,
  flow_id: "0192f0c1-2345-7678-9abc-def012345679",
  paused: false,
  schedules: [],
  concurrency_limit: null,
  global_concurrency_limit: null,
  concurrency_options: null,
  job_variables: { env: {} },
  parameters: { a: 1 },
  tags: ["t"],
  labels: {},
  work_queue_name: "default",
  work_queue_id: null,
  last_polled: null,
  parameter_openapi_schema: {},
  path: null,
  pull_steps: null,
  entrypoint: null,
  storage_document_id: null,
  infrastructure_document_id: null,
  created_by: null,
  updated_by: null,
  work_pool_name: "pool",
  status: "READY",
  enforce_parameter_schema: true,
};

test("what is opened and not changed changes nothing", () => {
  expect(changesOf(draftOfDeployment(deployment), deployment.parameters, deployment)).toStrictEqual({});
});

test("only what changed is sent, and the server takes it", () => {
  const draft = {
    ...draftOfDeployment(deployment),
    description: "x",
    tags: [],
    pool: "",
    queue: "",
    limit: 2,
    collision: "CANCEL_NEW" as const,
    isEnforced: false,
    jobVariables: undefined,
  };
  const changes = changesOf(draft, { a: 2 }, deployment);
  expect(changes).toStrictEqual({
    description: "x",
    tags: [],
    work_pool_name: null,
    work_queue_name: null,
    concurrency_limit: 2,
    concurrency_options: { collision_strategy: "CANCEL_NEW" },
    enforce_parameter_schema: false,
    parameters: { a: 2 },
    job_variables: {},
  });
  expect(deploymentUpdate.safeParse(changes).success).toBe(true);
});
