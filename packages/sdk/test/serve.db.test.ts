import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createDeployment, readDeploymentByName } from "@tutti/client/deployments";
import { readFlowRunInput } from "@tutti/client/flow-run-inputs";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { createWorkPool } from "@tutti/client/work-pools";
import { expect, test } from "vitest";
import { createRun } from "./support/deployed.ts";
import { tutti } from "./support/executed-run.ts";
import { Program } from "./support/program.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

/** The program `served` with deployments of its own, of these flows. */
function serving(...flows: readonly string[]) {
  const name = randomUUID().slice(0, 8);
  const start = async () => {
    const program = new Program("served", [], { ...records.env, DEPLOYMENT: name, FLOWS: flows.join() });
    await expect.poll(() => program.errors).toContain("Serving");
    return program;
  };
  const deployment = (flow: string) => readDeploymentByName(records.api, flow, name);
  const run = async (flow: string, parameters: Record<string, unknown> = {}) =>
    (await createRun(records.api, (await deployment(flow)).id, parameters)).id;
  return { name, start, deployment, run };
}

function stateOf(id: string) {
  return expect.poll(async () => (await records.flowRun(id)).state_name);
}

async function place() {
  const path = join(records.server.home, randomUUID());
  const [calls, go] = [`${path}-calls`, `${path}-go`];
  await writeFile(calls, "");
  return { calls, go, lines: async () => (await readFile(calls, "utf8")).trim().split("\n") };
}

test("flows are deployed with schedules and schema, their runs executed, and the schedules paused at the end", async () => {
  const { start, deployment, run } = serving("doubled", "hidden");
  const program = await start();
  expect(await deployment("doubled")).toMatchObject({
    paused: false,
    entrypoint: expect.stringMatching(/served\.ts:doubled$/),
    description: "Doubles a number.",
    tags: ["daily"],
    schedules: [{ schedule: { cron: "0 7 * * *", timezone: "Europe/Berlin" }, active: true }],
    parameter_openapi_schema: {
      properties: { value: { type: "number", default: 4, description: "What is doubled." } },
    },
    work_pool_name: null,
  });
  const [exported, unexported] = [await run("doubled", { value: 21 }), await run("hidden")];
  await stateOf(exported).toBe("Completed");
  await stateOf(unexported).toBe("Completed");
  expect((await records.flowRun(exported)).state?.data).toBe(42);
  expect((await records.flowRun(unexported)).state?.data).toBe(unexported);
  program.send("SIGTERM");
  expect(await program.ended()).toEqual({ code: 0, signal: null });
  expect(await deployment("doubled")).toMatchObject({ paused: true });
});

test.each([
  [{ deployment: { parameters: { cuont: 2 } } }, "the flow has no parameter cuont. Did you mean count?"],
  [{ deployment: { parameters: { count: "two" } } }, "its parameters do not fit the flow"],
  [{ deployment: { name: "a/b" } }, "a deployment's name has none of / % & > <"],
  [{ serving: { limit: 0 } }, "limit must be a whole number from 1, not 0"],
])("nothing is deployed where one of several cannot be served: %j", async (options, problem) => {
  const name = randomUUID();
  const env = { ...records.env, DEPLOYMENT: name, OPTIONS: JSON.stringify(options) };
  const program = new Program("serves-amiss", [], env);
  await expect.poll(() => program.errors).toContain(problem);
  expect(await program.ended()).toEqual({ code: 1, signal: null });
  await expect(readDeploymentByName(records.api, "fine", name)).rejects.toMatchObject({ status: 404 });
});

test("one run at a time where the limit is one; the first signal lets it finish, and takes no more", async () => {
  const { start, run } = serving("held");
  const program = await start();
  const file = await place();
  const first = await run("held", { calls: file.calls, go: file.go });
  await stateOf(first).toBe("Running");
  const second = await run("held", { calls: file.calls, go: file.go });
  program.send("SIGINT");
  await expect.poll(() => program.errors).toContain("Stopping when the run under way has ended. Again ends it now.");
  await writeFile(file.go, "");
  expect(await program.ended()).toEqual({ code: 0, signal: null });
  expect(await records.flowRun(first)).toMatchObject({ state_name: "Completed" });
  expect(await records.flowRun(second)).toMatchObject({ state_name: "Scheduled" });
});

test("a deployment that was sent to a pool leaves it when it is served, with the pool's way to its code", async () => {
  const { name, start, deployment, run } = serving("doubled");
  await createWorkPool(records.api, { name, type: "process" });
  const flow = await registerFlow(records.api, { name: "doubled" });
  await createDeployment(records.api, {
    flow_id: flow.id,
    name,
    work_pool_name: name,
    work_queue_name: "urgent",
    pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: "/not/here" } }],
  });
  const waiting = await run("doubled", { value: 1 });
  const program = await start();
  const pooled = { work_pool_name: null, work_queue_name: null, work_queue_id: null };
  expect(await deployment("doubled")).toMatchObject({ ...pooled, pull_steps: [] });
  const served = await run("doubled", { value: 2 });
  expect(await records.flowRun(served)).toMatchObject(pooled);
  for (const id of [waiting, served]) await stateOf(id).toBe("Completed");
  program.send("SIGTERM");
  await program.ended();
  expect(await deployment("doubled")).toMatchObject({ ...pooled, paused: true });
});

test("a cancelled run is ended, and the next one served; the second signal ends what runs", async () => {
  const { start, run } = serving("held");
  const program = await start();
  const file = await place();
  const cancelled = await run("held", { calls: file.calls, go: file.go });
  await stateOf(cancelled).toBe("Running");
  await setFlowRunState(records.api, cancelled, { state: { type: "CANCELLING" } });
  await stateOf(cancelled).toBe("Cancelled");
  const next = await run("held", { calls: file.calls, go: file.go });
  await stateOf(next).toBe("Running");
  program.send("SIGTERM");
  await expect.poll(() => program.errors).toContain("Stopping when");
  program.send("SIGTERM");
  expect(await program.ended()).toEqual({ code: 0, signal: null });
  expect(await records.flowRun(next)).toMatchObject({ state_name: "Recovering" });
});

test("a run outlives the process that serves it, and another that serves the same looks after it", async () => {
  const { start, run } = serving("held");
  const killed = await start();
  const file = await place();
  const id = await run("held", { calls: file.calls, go: file.go });
  await expect.poll(file.lines).toEqual(["begin"]);
  killed.send("SIGKILL");
  await killed.ended();
  const next = await start();
  await writeFile(file.go, "");
  await stateOf(id).toBe("Completed");
  expect(await file.lines()).toEqual(["begin", "end"]);
  next.send("SIGTERM");
  expect((await next.ended()).code).toBe(0);
});

test("tutti flow serve serves a flow of a file, until it is told to stop", async () => {
  const args = ["flow", "serve", "packages/sdk/test/programs/deployed.ts:sum", "-n", "by-command", "--param", "a=30"];
  const program = tutti([...args, "--interval", "1h"], records.env);
  await expect.poll(() => program.errors).toContain("Serving 'sum/by-command'");
  const deployment = await readDeploymentByName(records.api, "sum", "by-command");
  expect(deployment).toMatchObject({ schedules: [{ schedule: { interval: 3600 } }], parameters: { a: 30 } });
  const { id } = await createRun(records.api, deployment.id);
  await stateOf(id).toBe("Completed");
  expect((await records.flowRun(id)).state?.data).toBe(32);
  program.send("SIGINT");
  expect(await program.ended()).toEqual({ code: 0, signal: null });
});

test("a suspended run has no process; resumed with what it asked for, it goes on from its last step", async () => {
  const { start, run } = serving("approved");
  const program = await start();
  const file = await place();
  const id = await run("approved", { calls: file.calls });
  await stateOf(id).toBe("Suspended");
  await expect.poll(() => readFlowRunInput(records.api, id, "suspended-1-description")).toBe("How many?");
  const answer = tutti(["flow-run", "resume", id, "--input", "count=0"], records.env);
  expect((await answer.ended()).code).toBe(1);
  expect(answer.errors).toContain("count");
  const resumed = tutti(["flow-run", "resume", id, "--input", "count=3"], records.env);
  expect(await resumed.ended()).toEqual({ code: 0, signal: null });
  await stateOf(id).toBe("Completed");
  expect(await file.lines()).toEqual(["before", "after 3"]);
  expect(await records.flowRun(id)).toMatchObject({ run_count: 1, state: { data: 3 } });
  program.send("SIGTERM");
  await program.ended();
});
