import { describe, expect, test } from "vitest";
import { declareDeployment } from "../../src/deploy/declare-deployment.ts";
import type { DeploymentValues } from "../../src/files/project-schema.ts";

const least: DeploymentValues = { name: "one", entrypoint: "a.ts:f", work_pool: { name: "pool" } };

test("what is not said is left as it is", () => {
  expect(declareDeployment({ values: least, pullSteps: null })).toEqual({
    entryPoint: { file: "a.ts", exportName: "f", language: "node" },
    name: "one",
    description: null,
    version: null,
    tags: [],
    parameters: {},
    enforceParameterSchema: true,
    paused: null,
    concurrency: null,
    workPoolName: "pool",
    workQueueName: null,
    jobVariables: {},
    schedules: null,
    triggers: [],
    pullSteps: null,
  });
});

test("texts that templates gave have the type that they must have", () => {
  const values: DeploymentValues = {
    ...least,
    version: 1.5,
    tags: "one tag",
    paused: "True",
    enforce_parameter_schema: "false",
    concurrency_limit: { limit: "3", collision_strategy: "ENQUEUE", grace_period_seconds: 60 },
    schedule: { cron: "0 3 * * *", day_or: "no", active: "yes" },
    work_pool: { name: "pool", work_queue_name: "fast", job_variables: { env: {} } },
    triggers: [{ expect: ["x"] }],
  };
  const steps = [{ set_working_directory: { directory: "/x" } }];
  expect(declareDeployment({ values, pullSteps: steps })).toMatchObject({
    version: "1.5",
    tags: ["one tag"],
    paused: true,
    enforceParameterSchema: false,
    concurrency: { limit: 3, collisionStrategy: "ENQUEUE", gracePeriodSeconds: 60 },
    schedules: [{ schedule: { cron: "0 3 * * *", day_or: false }, active: true }],
    workQueueName: "fast",
    jobVariables: { env: {} },
    triggers: [{ expect: ["x"] }],
    pullSteps: steps,
  });
});

describe("what cannot be is refused", () => {
  test.each<[DeploymentValues, string]>([
    [{ ...least, name: null }, "a name is missing; add -n NAME"],
    [{ ...least, work_pool: null }, "a work pool is missing; add --pool POOL"],
    [{ ...least, entrypoint: "" }, "an entry point is missing; add path/to/file.ts:mainFlow"],
    [{ ...least, paused: "maybe" }, 'paused must be true or false, not "maybe"'],
    [{ ...least, concurrency_limit: "many" }, 'concurrency_limit must be a whole number above zero, not "many"'],
    [
      { ...least, concurrency_limit: { limit: 1, collision_strategy: "WAIT" } },
      'collision_strategy must be ENQUEUE or CANCEL_NEW, not "WAIT"',
    ],
  ])("%j", (values, problem) => {
    expect(() => declareDeployment({ values, pullSteps: null })).toThrow(problem);
  });
});
