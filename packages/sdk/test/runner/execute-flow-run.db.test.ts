import { filterEvents } from "@tutti/client/events";
import { expect, test } from "vitest";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { createRun, deploy, type DeployedOptions, PROGRAMS } from "../support/deployed.ts";
import { executed } from "../support/executed-run.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

/** Deploys, runs once, and gives what became of it. */
async function runOnce(flowName: string, options: DeployedOptions, parameters: Record<string, unknown> = {}) {
  const deployment = await deploy(records.api, flowName, options);
  const { id } = await createRun(records.api, deployment, parameters);
  const program = executed(id, records.env);
  const { code } = await program.ended();
  return { code, id, run: await records.flowRun(id), errors: program.errors };
}

test("a deployment's run is executed with its parameters, and its steps, logs and result are on record", async () => {
  const { code, id, run } = await runOnce("sum", { entrypoint: "deployed.ts:sum" }, { a: 40 });
  expect(code).toBe(0);
  expect(run).toMatchObject({ state_type: "COMPLETED", run_count: 1, state: { data: 42 } });
  expect(await records.flowStates(id)).toEqual(["Scheduled", "Pending", "Running", "Completed"]);
  expect(await records.tasks(id)).toEqual(["add-0: Completed ×1"]);
});

test("a flow that fails has reported its end: the process leaves with 0", async () => {
  const { code, run } = await runOnce("failing", { entrypoint: "deployed.ts:failing" });
  expect(code).toBe(0);
  expect(run).toMatchObject({ state_type: "FAILED", state: { message: expect.stringContaining("not today") } });
});

test.each(["Completed", "Failed", "Cancelled", "Crashed"])(
  "a flow that says itself that it ended %s has: it is not started again",
  async (way) => {
    const { code, id, run } = await runOnce("ends", { entrypoint: "deployed.ts:ends" }, { way });
    expect(code).toBe(0);
    expect(run).toMatchObject({
      state_type: way.toUpperCase(),
      run_count: 1,
      state: { name: "MyOwn", message: "as I say" },
    });
    expect(await records.flowStates(id)).toEqual(["Scheduled", "Pending", "Running", "MyOwn"]);
  },
);

test("parameters that do not fit the flow's schema fail the run", async () => {
  const { code, run } = await runOnce("checked", { entrypoint: "deployed.ts:checked" }, { month: 13 });
  expect(code).toBe(0);
  expect(run).toMatchObject({ state_type: "FAILED", state: { message: expect.stringContaining("month") } });
});

const unloadable: readonly [what: string, options: DeployedOptions, reason: string][] = [
  ["a missing file", { entrypoint: "nowhere.ts:sum" }, "there is no file nowhere.ts in"],
  [
    "a missing export",
    { entrypoint: "deployed.ts:sun" },
    "does not export sun. Its flows are checked, ends, failing, leavesATimer, sum, tells. Did you mean sum?",
  ],
  ["what is no flow", { entrypoint: "deployed.ts:notAFlow" }, "notAFlow in deployed.ts is not a flow"],
  ["no export's name", { entrypoint: "deployed.ts" }, '"deployed.ts" is not like flows.ts:mainFlow'],
  ["a file in Python", { entrypoint: "flows.py:sum" }, "flows.py is Python"],
  ["no entry point", { entrypoint: null }, "names none"],
  ["a file that throws", { entrypoint: "throws-on-import.ts:broken" }, "TypeError: no configuration"],
  [
    "a file that calls its flow",
    { entrypoint: "calls-itself.ts:careless" },
    "A flow was called while its file was imported",
  ],
  [
    "a folder that is gone",
    { entrypoint: "deployed.ts:sum", path: "/nowhere" },
    "the deployment's folder /nowhere is not there",
  ],
];

test.each(unloadable)("a run whose entry point names %s crashes, and says so", async (_what, options, reason) => {
  const { code, id, run } = await runOnce("unloadable", options);
  expect(code).toBe(0);
  expect(run).toMatchObject({ state_type: "CRASHED", state: { message: expect.stringContaining(reason) } });
  expect(await records.flowStates(id)).toEqual(["Scheduled", "Pending", "Crashed"]);
});

test("what the flow's code left open does not keep the process", async () => {
  const { code, run } = await runOnce("leaves-a-timer", { entrypoint: "deployed.ts:leavesATimer" });
  expect([code, run.state_type]).toEqual([0, "COMPLETED"]);
});

test("the code is looked for where the pull steps say", async () => {
  const pullSteps = [{ "prefect.deployments.steps.set_working_directory": { directory: PROGRAMS } }];
  const { run } = await runOnce("sum", { entrypoint: "deployed.ts:sum", path: "/nowhere", pullSteps });
  expect(run).toMatchObject({ state_type: "COMPLETED" });
  const step = { index: 0, qualified_name: "prefect.deployments.steps.set_working_directory", id: null };
  const event = { prefix: ["prefect.flow-run.pull-step."] };
  const { events } = await filterEvents(records.api, { filter: { event } });
  expect(events.find(({ resource }) => resource["prefect.resource.id"] === `prefect.flow-run.${run.id}`)).toMatchObject(
    {
      event: "prefect.flow-run.pull-step.executed",
      related: [
        { "prefect.resource.id": `prefect.deployment.${run.deployment_id}`, "prefect.resource.role": "deployment" },
      ],
      payload: { ...step, step_name: "set_working_directory", inputs: { directory: PROGRAMS } },
    },
  );
});

test("a run that was cancelled on the way to its process ends there", async () => {
  const deployment = await deploy(records.api, "sum", { entrypoint: "deployed.ts:sum" });
  const { id } = await createRun(records.api, deployment);
  await setFlowRunState(records.api, id, { state: { type: "PENDING" } });
  await setFlowRunState(records.api, id, { state: { type: "CANCELLING" } });
  expect((await executed(id, records.env).ended()).code).toBe(0);
  expect(await records.flowRun(id)).toMatchObject({ state_type: "CANCELLED", run_count: 0 });
});

test("a run that has ended is not executed again, and one that is not there is not found", async () => {
  const { id } = await runOnce("failing", { entrypoint: "deployed.ts:failing" });
  const before = await records.flowRun(id);
  const again = executed(id, records.env);
  expect((await again.ended()).code).toBe(1);
  expect(again.errors).toContain("The run's state does not allow it");
  expect(await records.flowRun(id)).toEqual(before);
  const missing = executed("11111111-1111-4111-8111-111111111111", records.env);
  expect((await missing.ended()).code).toBe(4);
});

test("a run told to stop while its code is fetched ends the step, and is scheduled again", async () => {
  const pullSteps = [
    {
      "prefect.deployments.steps.run_shell_script": {
        script: "node -e \"console.log('fetching');setTimeout(()=>0,60000)\"",
      },
    },
  ];
  const deployment = await deploy(records.api, "sum", { entrypoint: "deployed.ts:sum", pullSteps });
  const { id } = await createRun(records.api, deployment);
  const program = executed(id, { ...records.env, TUTTI_LOGGING_LEVEL: "INFO" });
  await expect.poll(() => program.errors).toContain("fetching");
  program.send("SIGTERM");
  expect((await program.ended()).code).toBe(0);
  expect(await records.flowRun(id)).toMatchObject({ state_name: "Recovering", run_count: 0 });
});
