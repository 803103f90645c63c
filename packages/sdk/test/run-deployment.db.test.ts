import { randomUUID } from "node:crypto";
import { filterFlowRuns } from "@tutti/client/flow-runs";
import { readDeployment } from "@tutti/client/deployments";
import { expect, test } from "vitest";
import { flow } from "../src/flow.ts";
import { runDeployment, type RunDeploymentOptions } from "../src/run-deployment.ts";
import { runtime } from "../src/runtime.ts";
import { deploy } from "./support/deployed.ts";
import { executed } from "./support/executed-run.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

/** A deployment, its name, and what executes its runs as a worker does, the next one that waits. */
async function deployed(flowName: string, exportName = flowName) {
  const id = await deploy(records.api, flowName, { entrypoint: `deployed.ts:${exportName}` });
  const { name } = await readDeployment(records.api, id);
  const runs = () => filterFlowRuns(records.api, { deployments: { id: { any_: [id] } }, sort: "ID_DESC" });
  const executeNext = async () => {
    await expect.poll(async () => (await runs()).some(({ state_type }) => state_type === "SCHEDULED")).toBe(true);
    const next = (await runs()).find(({ state_type }) => state_type === "SCHEDULED");
    await executed(next?.id ?? "", records.env).ended();
  };
  return { name: `${flowName}/${name}`, id, runs, executeNext };
}

test("a deployment's run is waited for, and gives its result", async () => {
  const { name, executeNext } = await deployed("sum");
  const [run] = await Promise.all([runDeployment(name, { parameters: { a: 40 } }), executeNext()]);
  expect(run.state.result()).toBe(42);
});

test("with no time to wait the run is given as it is", async () => {
  const { id, runs } = await deployed("sum");
  const options: RunDeploymentOptions = {
    timeoutSeconds: 0,
    tags: ["x"],
    flowRunName: "later",
    idempotencyKey: randomUUID(),
  };
  const [first, second] = [await runDeployment(id, options), await runDeployment(id, options)];
  expect(first).toMatchObject({ name: "later", state: { type: "SCHEDULED" } });
  expect(() => first.state.result()).toThrow("later is Scheduled");
  expect(second.id).toBe(first.id);
  expect((await runs()).map(({ tags }) => tags)).toEqual([["x"]]);
});

test("within a flow it stands in its parent, and a flow that goes on finds the same run", async () => {
  const { name, runs, executeNext } = await deployed("sum");
  let attempts = 0;
  const parent = flow({ retries: 1 }, async function parent() {
    const run = await runDeployment(name, { parameters: { a: 1, b: 1 } });
    if (++attempts === 1) throw new Error("not yet");
    return [runtime.flowRun?.id, run.id, run.state.result()];
  });
  const [outcome] = await Promise.all([parent(), executeNext()]);
  const [child] = await runs();
  expect(await runs()).toHaveLength(1);
  expect(outcome.slice(1)).toEqual([child?.id, 2]);
  const [place] = await records.taskRuns(outcome[0] as string);
  expect(child?.parent_task_run_id).toBe(place?.id);
  expect(place?.state).toMatchObject({ type: "COMPLETED", state_details: { child_flow_run_id: child?.id } });
});

test("a run that shall be no subflow has no parent", async () => {
  const { name, runs } = await deployed("sum");
  const parent = flow({ name: "parent" }, async () => {
    await runDeployment(name, { asSubflow: false, timeoutSeconds: 0 });
    return runtime.flowRun?.id ?? "";
  });
  const parentId = await parent();
  expect((await runs()).map(({ parent_task_run_id }) => parent_task_run_id)).toEqual([null]);
  expect(await records.taskRuns(parentId)).toEqual([]);
});

test("a run that failed is made anew when the flow around it is tried again", async () => {
  const { name, runs, executeNext } = await deployed("failing");
  const parent = flow({ retries: 1 }, async function parent() {
    (await runDeployment(name)).state.result();
  });
  const executions = async () => {
    await executeNext();
    await executeNext();
  };
  const [state] = await Promise.all([parent.state(), executions()]);
  expect(state.error?.message).toBe("not today");
  expect((await runs()).map(({ state_name }) => state_name)).toEqual(["Failed", "Failed"]);
});

test("a deployment that is not there is not found", async () => {
  await expect(runDeployment("no/where")).rejects.toMatchObject({ code: "not_found" });
});
