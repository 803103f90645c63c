import { filterEvents } from "@tutti/client/events";
import { acquireLease } from "@tutti/client/leases";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRun, deploy, type DeployedOptions, PROGRAMS } from "../support/deployed.ts";
import { plainEnvironment } from "../support/program.ts";
import { useServer } from "../support/server.ts";
import { WarmRunner } from "../support/warm-runner.ts";

const records = useServer();

async function runner(flow: string, entrypoint: string, code: Partial<DeployedOptions> = {}) {
  const deployment = await deploy(records.api, flow, { entrypoint, ...code });
  const warm = new WarmRunner(deployment, records.env);
  const run = async (parameters: Record<string, unknown> = {}) => {
    const { id } = await createRun(records.api, deployment, parameters);
    await setFlowRunState(records.api, id, { state: { type: "PENDING" } });
    return id;
  };
  return { warm, run, deployment };
}

test("runs one after the other see nothing of each other but the module, loaded once", async () => {
  const { warm, run } = await runner("litters", "warm.ts:litters");
  const ready = await warm.next();
  expect(ready).toMatchObject({ type: "ready", files: expect.arrayContaining([join(PROGRAMS, "warm.ts")]) });
  const first = await run({ leave: "paper" });
  warm.assign(first, { COLOUR: "red" });
  expect(await warm.next()).toEqual({ type: "finished", flowRunId: first, outcome: "completed" });
  const second = await run();
  const lease = await acquireLease(records.api, second, { owner: "worker", ttl_seconds: 10 });
  warm.assign(second, {}, lease.epoch);
  expect(await warm.next()).toEqual({ type: "finished", flowRunId: second, outcome: "completed" });
  expect((await records.flowRun(first)).state?.data).toEqual([1, first, "red", "none", PROGRAMS]);
  expect((await records.flowRun(second)).state?.data).toEqual([2, second, "none", "none", PROGRAMS]);
  warm.close();
  expect(await warm.ended()).toEqual({ code: 0, signal: null });
});

test("each run tells the pull steps, as it does in a process of its own, though they were run once for all", async () => {
  const pullSteps = [{ "prefect.deployments.steps.set_working_directory": { directory: PROGRAMS } }];
  const { warm, run, deployment } = await runner("litters", "warm.ts:litters", { path: "/nowhere", pullSteps });
  await warm.next();
  const ids = [await run(), await run()];
  for (const id of ids) warm.assign(id);
  await warm.next();
  await warm.next();
  const event = { prefix: ["prefect.flow-run.pull-step."] };
  const { events } = await filterEvents(records.api, { filter: { event, order: "ASC" } });
  const told = events.map(({ event: name, resource, related, payload }) => ({ name, resource, related, payload }));
  const step = { qualified_name: "prefect.deployments.steps.set_working_directory", id: null };
  expect(told).toEqual(
    ids.map((id) => ({
      name: "prefect.flow-run.pull-step.executed",
      resource: { "prefect.resource.id": `prefect.flow-run.${id}` },
      related: [{ "prefect.resource.id": `prefect.deployment.${deployment}`, "prefect.resource.role": "deployment" }],
      payload: { index: 0, ...step, step_name: "set_working_directory", inputs: { directory: PROGRAMS } },
    })),
  );
  warm.close();
  await warm.ended();
});

test("runs assigned at once are executed one at a time, and the channel's end waits for them", async () => {
  const { warm, run } = await runner("litters", "warm.ts:litters");
  await warm.next();
  const ids = [await run(), await run()];
  for (const id of ids) warm.assign(id);
  const ended = [await warm.next(), await warm.next()];
  expect(ended.map((message) => (message.type === "finished" ? message.flowRunId : null))).toEqual(ids);
  const last = await run();
  warm.assign(last);
  warm.close();
  expect(await warm.ended()).toEqual({ code: 0, signal: null });
  expect(await records.flowRun(last)).toMatchObject({ state_type: "COMPLETED" });
});

test("the runner says how a run left it", async () => {
  const { warm, run } = await runner("fails", "warm.ts:fails");
  await warm.next();
  const failed = await run();
  warm.assign(failed);
  expect(await warm.next()).toEqual({ type: "finished", flowRunId: failed, outcome: "failed" });
  const stale = await run();
  const { epoch } = await acquireLease(records.api, stale, { owner: "worker", ttl_seconds: 10 });
  await acquireLease(records.api, stale, { owner: "worker", ttl_seconds: 10 });
  warm.assign(stale, {}, epoch);
  expect(await warm.next()).toEqual({ type: "finished", flowRunId: stale, outcome: "left" });
  expect(await records.flowRun(stale)).toMatchObject({ state_type: "PENDING", run_count: 0 });
  warm.close();
  await warm.ended();
});

test("a run whose claim is over when its process hears of it is left to whoever asks next", async () => {
  const { warm, deployment } = await runner("litters", "warm.ts:litters");
  await warm.next();
  const { id } = await createRun(records.api, deployment, {});
  const { epoch } = await acquireLease(records.api, id, { owner: "worker", ttl_seconds: 10 });
  warm.assign(id, {}, epoch);
  expect(await warm.next()).toEqual({ type: "finished", flowRunId: id, outcome: "left" });
  expect(await records.flowStates(id)).toEqual(["Scheduled"]);
  warm.close();
  await warm.ended();
});

test("a runner whose flow cannot be loaded leaves with 1", async () => {
  const { warm } = await runner("nowhere", "nowhere.ts:flow");
  expect(await warm.ended()).toEqual({ code: 1, signal: null });
});

test("a spare runner becomes a deployment's, with the environment it would have been started with", async () => {
  const deployment = await deploy(records.api, "litters", { entrypoint: "warm.ts:litters" });
  const spare = new WarmRunner(null, { COLOUR: "blue", LEFT: "over" });
  expect(await spare.next()).toEqual({ type: "spare" });
  spare.become(deployment, { ...plainEnvironment(), ...records.env, COLOUR: "green" }, PROGRAMS);
  expect(await spare.next()).toMatchObject({ type: "ready" });
  const { id } = await createRun(records.api, deployment, {});
  await setFlowRunState(records.api, id, { state: { type: "PENDING" } });
  spare.assign(id);
  expect(await spare.next()).toEqual({ type: "finished", flowRunId: id, outcome: "completed" });
  expect((await records.flowRun(id)).state?.data).toEqual([1, id, "green", "none", PROGRAMS]);
  spare.close();
  expect(await spare.ended()).toEqual({ code: 0, signal: null });
});

test("a spare runner leaves with its worker", async () => {
  const spare = new WarmRunner(null, {});
  await spare.next();
  spare.close();
  expect(await spare.ended()).toEqual({ code: 0, signal: null });
});
