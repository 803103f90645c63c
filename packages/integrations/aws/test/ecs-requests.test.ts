import type { Task } from "@aws-sdk/client-ecs";
import { expect, test } from "vitest";
import { jobConfiguration } from "@tutti/worker/job/job-configuration";
import { ecsJob } from "../src/ecs-job.ts";
import { runRequest } from "../src/ecs-run-request.ts";
import { taskEnd } from "../src/ecs-task-end.ts";
import { isSameDefinition, taskDefinition } from "../src/ecs-task-definition.ts";

/** What the template says when only these were filled in. */
function job(definition: object = {}, request: object = {}, more: object = {}) {
  const empty = { cpu: null, memory: "", family: null, containerDefinitions: [{ image: null, name: null }] };
  return ecsJob(
    jobConfiguration({
      task_definition: { ...empty, ...definition },
      task_run_request: { tags: {}, ...request },
      ...more,
    }),
  );
}

const context = {
  pool: "my pool",
  owner: "42",
  region: "eu-central-1",
  command: "tutti flow-run execute",
  unset: new Set<string>(),
};

function request(wanted: ReturnType<typeof job>, kinds: readonly string[] = []) {
  const configuration = jobConfiguration({ labels: { "prefect.io/flow-run-name": "a b" } });
  const definition = { containerDefinitions: [{ name: "flow" }], requiresCompatibilities: kinds };
  const environment = { REGION: "north", GONE: null, PREFECT_API_KEY: "key" };
  return runRequest({ configuration, environment }, wanted, "tutti run 'x y'", { arn: "arn", definition }, null);
}

test("a template that nothing was put into is a task of Fargate's", () => {
  expect(taskDefinition(job(), context)).toEqual({
    family: "prefect_my-pool_42",
    cpu: "1024",
    memory: "2048",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    containerDefinitions: [{ name: "prefect", image: "tutti" }],
  });
});

test("on EC2 the container is sized, and its network is whichever", () => {
  const wanted = job(
    { cpu: 512, networkMode: "bridge", containerDefinitions: [{ image: "i" }] },
    { launchType: "EC2" },
  );
  expect(taskDefinition(wanted, context)).toEqual({
    family: "prefect_my-pool_42",
    cpu: "512",
    networkMode: "bridge",
    containerDefinitions: [{ name: "prefect", image: "i", cpu: 512, memory: 2048 }],
  });
});

test("the container that runs the flow is the one that is named; others stay, secrets stand for variables", () => {
  const environment = [
    { name: "UNSET", value: "1" },
    { name: "PREFECT_API_KEY", value: "k" },
    { name: "KEPT", value: "2" },
  ];
  const containerDefinitions = [{ name: "side" }, { name: "flow", image: "i", environment }];
  const wanted = job(
    { containerDefinitions },
    {},
    { container_name: "flow", prefect_api_key_secret_arn: "arn:secret" },
  );
  expect(taskDefinition(wanted, { ...context, unset: new Set(["UNSET"]) }).containerDefinitions).toEqual([
    { name: "side" },
    {
      name: "flow",
      image: "i",
      environment: [{ name: "KEPT", value: "2" }],
      secrets: [{ name: "PREFECT_API_KEY", valueFrom: "arn:secret" }],
    },
  ]);
  const [container] = request(wanted).overrides.containerOverrides;
  expect(container).toEqual({
    name: "flow",
    command: ["tutti", "run", "x y"],
    environment: [{ name: "REGION", value: "north" }],
  });
});

test.each([
  [{ launchType: "FARGATE_SPOT" }, [], { capacityProviderStrategy: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] }],
  [{ launchType: "EC2" }, [], { launchType: "EC2" }],
  [{}, ["EC2"], {}],
  [{}, [], { launchType: "FARGATE" }],
  [
    { launchType: "FARGATE", capacityProviderStrategy: [{ capacityProvider: "mine", weight: 1 }] },
    [],
    { capacityProviderStrategy: [{ capacityProvider: "mine", weight: 1 }] },
  ],
])("%j of %j runs on %j", (given, kinds, placed) => {
  const told = Object.entries(request(job({}, given), kinds));
  const places = told.filter(([key]) => key === "launchType" || key === "capacityProviderStrategy");
  expect(Object.fromEntries(places)).toEqual(placed);
});

test("tags are the template's and the job's, in letters that AWS takes", () => {
  expect(request(job({}, { tags: { team: "the zoo!" } })).tags).toEqual([
    { key: "team", value: "the-zoo" },
    { key: "prefect.io/flow-run-name", value: "a-b" },
  ]);
});

test.each([
  [
    { containerDefinitions: [{ name: "a", essential: false }] },
    {},
    "task_definition of the job: one container at least must be essential",
  ],
  [
    {},
    { cloudwatch_logs_options: { a: "b" } },
    "cloudwatch_logs_options of the job: it needs configure_cloudwatch_logs",
  ],
  [
    {},
    { configure_cloudwatch_logs: true },
    "configure_cloudwatch_logs of the job: it needs an execution_role_arn, as whom ECS writes the logs",
  ],
  [{}, { network_configuration: { subnets: ["s"] } }, "network_configuration of the job: it needs a vpc_id"],
  [
    { containerDefinitions: [{ name: "a" }] },
    { container_name: "b" },
    "task_definition of the job: it has no container b, which container_name names",
  ],
  [
    { networkMode: "bridge" },
    {},
    "task_definition of the job: networkMode bridge does not go with Fargate: leave it out, or take the launch type EC2",
  ],
])("what does not go together says so: %j %j", (definition, more, detail) => {
  expect(() => taskDefinition(job(definition, {}, more), context)).toThrow(
    expect.objectContaining({ code: "invalid_template", detail }),
  );
});

test("a definition is the registered one when all that it says stands there, in whichever order", () => {
  const containers = (...names: string[]) => names.map((name) => ({ name, image: "i" }));
  const wanted = { family: "f", containerDefinitions: containers("a", "b") };
  const registered = { ...wanted, containerDefinitions: containers("b", "a"), revision: 3, networkMode: "bridge" };
  expect(isSameDefinition(wanted, registered)).toBe(true);
  expect(isSameDefinition({ ...wanted, cpu: "512" }, registered)).toBe(false);
  expect(isSameDefinition({ family: "f", containerDefinitions: containers("a") }, registered)).toBe(false);
});

test.each([
  [{ lastStatus: "RUNNING" }, null],
  [
    { lastStatus: "STOPPED", stopCode: "SpotInterruption", stoppedReason: "Spot ends" },
    { code: null, reason: "Spot ends" },
  ],
  [
    { lastStatus: "STOPPED", stopCode: "UserInitiated", stoppedReason: "x", containers: [{ exitCode: 0 }] },
    { code: 0, reason: null },
  ],
] satisfies [Task, object | null][])("the end of %j is %j", (task, end) => {
  const expected = end === null ? null : { ...end, signal: null, isReported: false };
  expect(taskEnd(task, "flow")).toEqual(expected);
});
