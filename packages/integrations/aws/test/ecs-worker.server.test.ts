import { join } from "node:path";
import { CreateClusterCommand, DeregisterTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import { createDeploymentRun } from "@tutti/client/deployments";
import { readFlowRun } from "@tutti/client/flow-runs";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { WorkerProcess } from "../../../worker/test/support/worker-process.ts";
import { Workplace } from "../../../worker/test/support/workplace.ts";
import { AwsCredentials } from "../src/aws-credentials.ts";
import { ApiModel } from "./support/api-model.ts";
import { EcsForTests, SECRET } from "./support/ecs-for-tests.ts";

const stubRun = join(import.meta.dirname, "..", "..", "..", "worker", "test", "programs", "stub-run.mjs");
const place = new Workplace();
const models = { ecs: new ApiModel("ecs", "2014-11-13"), logs: new ApiModel("logs", "2014-03-28") };
const workers: WorkerProcess[] = [];
let ecs: EcsForTests;

beforeAll(async () => {
  process.env["TUTTI_API_URL"] = place.address;
  ecs = await EcsForTests.start();
  await ecs.client.send(new CreateClusterCommand({ clusterName: "flows" }));
});

beforeEach(() => {
  ecs.requests.length = 0;
});

afterEach(async () => {
  for (const worker of workers.splice(0)) if (!worker.hasEnded) await worker.end("SIGKILL");
  // What is asked is held against the model that AWS publishes.
  const wrong = ecs.requests.flatMap(({ service, operation, input }) => models[service].problems(operation, input));
  if (wrong.length > 0) throw new Error(`AWS would not take this:\n${wrong.join("\n")}`);
});

afterAll(async () => {
  delete process.env["TUTTI_API_URL"];
  await ecs.close();
});

function serve(pool: WorkPool, ...more: string[]): WorkerProcess {
  const aws = {
    AWS_ENDPOINT_URL: ecs.url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: SECRET,
  };
  return serveAs(aws, pool, more);
}

function serveAs(aws: Record<string, string>, pool: WorkPool, more: readonly string[] = []): WorkerProcess {
  const own = { ...aws, TUTTI_WORKER_CANCELLATION_GRACE_SECONDS: "1" };
  const worker = new WorkerProcess(["-p", pool.name, ...more], { ...place.environment, ...own });
  workers.push(worker);
  return worker;
}

/** What a job of a pool says, with the stub of a run's process in it, looked at often. */
function stub(way: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const command = `"${process.execPath}" '${stubRun}' ${way}`;
  return { image: "stub:1", command, cluster: "flows", task_watch_poll_interval: 0.1, ...more };
}

async function taskOf(id: string): Promise<string> {
  const { infrastructure_pid } = await readFlowRun(place.api, id);
  return (infrastructure_pid ?? "").split("::")[1] ?? "";
}

test("a run goes through a task, with its definition, its labels and its end", async () => {
  const pool = await place.pool("ecs");
  const more = { env: { REGION: "north" }, labels: { team: "the zoo!" }, cpu: 512, memory: 1024 };
  const logs = { configure_cloudwatch_logs: true, execution_role_arn: "arn:aws:iam::123456789012:role/ecs" };
  const id = await place.run(pool, null, stub("complete", { ...more, ...logs }));
  await serve(pool, "--run-once").until(/Stopped/);
  expect((await place.states(id, "Completed")).slice(-2)).toEqual(["Running", "Completed"]);
  expect(await taskOf(id)).toMatch(/^arn:aws:ecs:us-east-1:\d+:task\/flows\//);
  const [definition] = ecs.inputs("RegisterTaskDefinition");
  expect(definition).toMatchObject({
    family: expect.stringMatching(new RegExp(`^prefect_${pool.name}_`)),
    cpu: "512",
    memory: "1024",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    executionRoleArn: logs.execution_role_arn,
    containerDefinitions: [{ name: "prefect", image: "stub:1", logConfiguration: { logDriver: "awslogs" } }],
  });
  const [request] = ecs.inputs("RunTask");
  expect(request).toMatchObject({
    cluster: "flows",
    launchType: "FARGATE",
    clientToken: expect.any(String),
    networkConfiguration: { awsvpcConfiguration: { subnets: expect.any(Array), assignPublicIp: "ENABLED" } },
    tags: expect.arrayContaining([
      { key: "team", value: "the-zoo" },
      { key: "prefect.io/flow-run-id", value: id },
    ]),
    overrides: {
      cpu: "512",
      containerOverrides: [
        {
          name: "prefect",
          command: [process.execPath, stubRun, "complete"],
          environment: expect.arrayContaining([{ name: "REGION", value: "north" }]),
        },
      ],
    },
  });
  const told = await place.logs(id);
  expect(told.join("\n")).toMatch(/Started task arn:.* with prefect_.*:1; .*CloudWatch's group prefect/);
  expect(told).toContain("running complete in north");
  expect(JSON.stringify(ecs.requests)).not.toContain(SECRET);
});

test("a definition is registered once, and anew when somebody took it back", async () => {
  const pool = await place.pool("ecs");
  const first = await place.run(pool, null, stub("complete"));
  const worker = serve(pool);
  await place.states(first, "Completed");
  const { deployment_id: deployment } = await readFlowRun(place.api, first);
  const again = async (): Promise<void> => {
    const { id } = await createDeploymentRun(place.api, deployment ?? "", {});
    await place.states(id, "Completed");
  };
  await again();
  expect(ecs.inputs("RegisterTaskDefinition")).toHaveLength(1);
  const { taskDefinition } = ecs.inputs("RunTask")[0] ?? {};
  await ecs.client.send(new DeregisterTaskDefinitionCommand({ taskDefinition: String(taskDefinition) }));
  await again();
  expect(ecs.inputs("RegisterTaskDefinition")).toHaveLength(2);
  expect(new Set(ecs.inputs("RunTask").map((input) => input["taskDefinition"])).size).toBe(2);
  expect(await worker.end("SIGTERM")).toBe(0);
});

test.each([
  ["crash", {}, "The run's process ended with exit code 3."],
  [
    "complete",
    { FATE: "unpullable" },
    "CannotPullContainerError: pull image manifest has been retried 5 time(s): not found",
  ],
  [
    "complete",
    { FATE: "starving" },
    "The run's process ended with exit code 137 (SIGKILL). OutOfMemoryError: Container killed due to memory usage",
  ],
  ["complete", { FATE: "slow" }, "The task did not start within 1 s."],
])("a task that fails crashes its run, and says why: %s %j", async (way, env, message) => {
  const pool = await place.pool("ecs");
  const id = await place.run(pool, null, stub(way, { env, task_start_timeout_seconds: 1 }));
  await serve(pool, "--run-once").until(/Stopped/);
  await place.states(id, "Crashed");
  expect(await place.message(id)).toBe(message);
});

test("a cluster that is not there crashes the run, what is no job fails it", async () => {
  const pool = await place.pool("ecs");
  const refused = await place.run(pool, null, stub("complete", { cluster: "nowhere" }));
  const unfit = await place.run(pool, null, stub("complete", { configure_cloudwatch_logs: true }));
  await serve(pool, "--run-once").until(/Stopped/);
  await place.states(refused, "Crashed");
  await place.states(unfit, "Failed");
  expect(await place.message(refused)).toMatch(
    /no task can be started: the cluster nowhere is not there; check its name/,
  );
  expect(await place.message(unfit)).toMatch(/configure_cloudwatch_logs of the job: it needs an execution_role_arn/);
});

test("a cancelled run's task is stopped, however stubborn", async () => {
  const pool = await place.pool("ecs");
  const id = await place.run(pool, null, stub("stubborn"));
  const worker = serve(pool);
  await place.states(id, "Running");
  await place.cancel(id);
  expect((await place.states(id, "Cancelled")).slice(-3)).toEqual(["Running", "Cancelling", "Cancelled"]);
  expect(ecs.inputs("StopTask")).toEqual([{ cluster: "flows", task: await taskOf(id), reason: "Its worker ends it." }]);
  expect(await worker.end("SIGTERM")).toBe(0);
});

test("a worker that comes back goes on with the task that the killed one left, also when ECS was away", async () => {
  const pool = await place.pool("ecs");
  const id = await place.run(pool, null, stub("wait"));
  const first = serve(pool, "--name", "keeper");
  await place.states(id, "Running");
  const pid = await place.processOf(id);
  await place.kill(first, id);
  const second = serve(pool, "--name", "keeper");
  await second.until(new RegExp(`process ${pid}, which another worker left, is watched`));
  ecs.isClosed = true;
  // The client asks three times before it gives up.
  await vi.waitUntil(() => ecs.refusals > 3, { timeout: 120_000 });
  ecs.isClosed = false;
  ecs.process(await taskOf(id)).signal("SIGUSR1");
  expect((await place.states(id, "Completed")).slice(-2)).toEqual(["Running", "Completed"]);
  expect(await second.end("SIGTERM")).toBe(0);
  expect((await place.logs(id)).join("\n")).toMatch(/ECS cannot be asked for the task: [^]*ECS answers again\./);
});

test("a task that a worker did not hear of before it was killed is found by what it was started by", async () => {
  const pool = await place.pool("ecs");
  ecs.isMute = true;
  const id = await place.run(pool, null, stub("wait", { auto_deregister_task_definition: true }));
  const first = serve(pool);
  await place.states(id, "Running");
  await place.kill(first, id);
  ecs.isMute = false;
  const second = serve(pool);
  await second.until(/which another worker left, is watched/);
  const startedBy = expect.stringMatching(new RegExp(`^${id}/[0-9a-f]{8}$`));
  expect(ecs.inputs("ListTasks")).toEqual([{ cluster: "flows", startedBy }]);
  await expect.poll(() => taskOf(id)).toMatch(/^arn:aws:ecs:/);
  ecs.process(await taskOf(id)).signal("SIGUSR1");
  await place.states(id, "Completed");
  expect(await second.end("SIGTERM")).toBe(0);
  const [run, ...others] = ecs.inputs("RunTask");
  expect(others).toEqual([]);
  // What was registered for it alone is taken back by who found it.
  expect(ecs.inputs("DeregisterTaskDefinition")).toEqual([{ taskDefinition: Object(run)["taskDefinition"] }]);
});

test("what a container prints is told once, also by the worker that comes after a killed one", async () => {
  const pool = await place.pool("ecs");
  const logs = { configure_cloudwatch_logs: true, execution_role_arn: "arn:aws:iam::123456789012:role/ecs" };
  const id = await place.run(pool, null, stub("wait", logs));
  const first = serve(pool);
  await first.until(/running wait/);
  await place.states(id, "Running");
  // It is told, and that it was is on the disk.
  await expect.poll(() => place.logs(id)).toContain("running wait in no region");
  await expect.poll(() => place.left()).toMatch(/^f\/\d+$/m);
  await place.kill(first, id);
  const second = serve(pool);
  await second.until(/which another worker left, is watched/);
  ecs.process(await taskOf(id)).signal("SIGUSR1");
  await second.until(/woken/);
  await place.states(id, "Completed");
  expect(await second.end("SIGTERM")).toBe(0);
  expect(second.said).not.toContain("running wait");
  expect((await place.logs(id)).filter((line) => /^(running|woken)/.test(line))).toEqual([
    "running wait in no region",
    "woken",
  ]);
});

test("a task that takes a block's credentials to be seen is watched by the next worker, and by the next after that", async () => {
  const credentials = new AwsCredentials({
    awsAccessKeyId: "test",
    awsSecretAccessKey: SECRET,
    regionName: "us-east-1",
    awsClientParameters: { endpointUrl: ecs.url },
  });
  await credentials.save("tasks");
  const pool = await place.poolWith("ecs", {
    aws_credentials: { $ref: { block_document_id: credentials.documentId } },
  });
  const id = await place.run(pool, null, stub("wait"));
  let worker = serveAs({}, pool);
  await place.states(id, "Running");
  for (const _death of ["the first", "the second"]) {
    await place.kill(worker, id);
    const left = await place.left();
    expect(left).toContain(await taskOf(id));
    expect(left).not.toContain(SECRET);
    worker = serveAs({}, pool);
    await worker.until(/which another worker left, is watched/);
  }
  ecs.process(await taskOf(id)).signal("SIGUSR1");
  await place.states(id, "Completed");
  expect(await worker.end("SIGTERM")).toBe(0);
});
