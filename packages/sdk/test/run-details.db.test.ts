import { readDeployment, updateDeployment } from "@tutti/client/deployments";
import { filterFlowRuns } from "@tutti/client/flow-runs";
import { expect, test } from "vitest";
import { flow } from "../src/flow.ts";
import { runDeployment } from "../src/run-deployment.ts";
import { runtime } from "../src/runtime.ts";
import { task } from "../src/task.ts";
import { deploy } from "./support/deployed.ts";
import { executed } from "./support/executed-run.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

test("outside of flows there are none", async () => {
  expect([await runtime.flowRunDetails(), await runtime.deployment()]).toEqual([undefined, undefined]);
  expect(await runtime.taskRunDetails()).toBeUndefined();
});

test("a task's run has addresses, which lead to it", async () => {
  const told = task({ name: "told" }, async () => [runtime.taskRun?.id, await runtime.taskRunDetails()] as const);
  const telling = flow({ name: "telling" }, async () => {
    expect(await runtime.taskRunDetails()).toBeUndefined();
    return told();
  });
  for (const [id, details] of [await told(), await telling()]) {
    const { url } = await records.api.address();
    const uiUrl = `${url.replace(/\/api$/, "/dashboard")}/runs/task-run/${id}`;
    expect(details).toEqual({ apiUrl: `${url}/task_runs/${id}`, uiUrl });
    expect(await (await fetch(String(details?.apiUrl))).json()).toMatchObject({ id, task_key: "told" });
  }
});

test("a run of one's own has no parents, and its subflow and tasks have it", async () => {
  const tells = task(async function tells() {
    return [runtime.flowRun?.id, await runtime.flowRunDetails(), await runtime.deployment()];
  });
  const child = flow({ version: "2" }, async function child() {
    return tells();
  });
  const own = flow({ version: "1" }, async function own() {
    return [runtime.flowRun?.id, await runtime.flowRunDetails(), await child()];
  });
  const [id, details, [childId, childDetails, deployment]] = (await own()) as [string, object, [string, object, null]];
  const { url } = await records.api.address();
  const addresses = (runId: string) => ({
    apiUrl: `${url}/flow_runs/${runId}`,
    uiUrl: `${url.replace(/\/api$/, "/dashboard")}/runs/flow-run/${runId}`,
  });
  const known = { scheduledStartTime: expect.any(Date), jobVariables: {}, parentDeploymentId: null };
  expect(details).toEqual({
    ...known,
    ...addresses(id),
    flowVersion: "1",
    parentFlowRunId: null,
    rootFlowRunId: id,
  });
  expect(childDetails).toEqual({
    ...known,
    ...addresses(childId),
    flowVersion: "2",
    parentFlowRunId: id,
    rootFlowRunId: id,
  });
  expect(deployment).toBeUndefined();
});

test("a deployment's run tells of its deployment, and of the runs above it", async () => {
  const id = await deploy(records.api, "tells", { entrypoint: "deployed.ts:tells" });
  await updateDeployment(records.api, id, { version: "7", parameters: { a: 1 } });
  const { name } = await readDeployment(records.api, id);
  const middle = flow(async function middle() {
    const { state } = await runDeployment(`tells/${name}`, { jobVariables: { memory: 4 } });
    return [runtime.flowRun?.id, state.result()];
  });
  const top = flow(async function top() {
    return [runtime.flowRun?.id, await middle()];
  });
  const runs = () => filterFlowRuns(records.api, { deployments: { id: { any_: [id] } } });
  const running = top();
  await expect.poll(async () => (await runs()).length).toBe(1);
  await executed((await runs())[0]?.id ?? "", records.env).ended();
  const [topId, [middleId, told]] = (await running) as [string, [string, object]];
  expect(told).toMatchObject({
    deployment: { id, name, version: "7", parameters: { a: 1 } },
    details: { parentFlowRunId: middleId, rootFlowRunId: topId, parentDeploymentId: null, jobVariables: { memory: 4 } },
  });
});
