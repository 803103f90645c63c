import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import { cancellationCleanup } from "../../src/services/cancellation-cleanup.ts";
import type { Service } from "../../src/services/loop.ts";
import type { Store } from "../../src/store/store.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { deploymentRow } from "../support/deployment-rows.ts";
import { flowRunRequest, newFlow, newFlowRun, proposeState, taskRunRequest } from "../support/requests.ts";
import { insertRows, withTables } from "../support/rows.ts";
import { taskRunRecord } from "../support/task-run-event.ts";
import type { TestDeps } from "../support/test-clock.ts";

const logger = pino({ level: "silent" });
let store: Store;
let deps: TestDeps;
let service: Service;

const tick = () => service.tick({ store, deps, logger });
const flowRun = async (id: string) => (await store.read("readFlowRun", { id }))?.state_type;
const taskRun = async (id: string) => (await store.read("readTaskRun", { id }))?.state_type;

/** A Running task of the run, reported as clients do; its id. */
async function runningTask(flowRunId: string): Promise<string> {
  const step = { flowRunId, taskRunId: randomUUID(), type: "RUNNING", name: "Running" } as const;
  await store.command("recordEvents", {
    events: [taskRunRecord({ ...step, dynamicKey: step.taskRunId, at: deps.now() })],
  });
  return step.taskRunId;
}

/** A Running subflow of the run, and the task run that stands for it. */
async function runningSubflow(flowRunId: string, deployment_id: string | null) {
  const placeholder = taskRunRequest({ flow_run_id: flowRunId, task_key: "sub", dynamic_key: randomUUID() });
  const { task_run } = await store.command("createTaskRun", { create: placeholder, epoch: null });
  const create = flowRunRequest({ flow_id: await newFlow(store), parent_task_run_id: task_run.id, deployment_id });
  const { flow_run } = await store.command("createFlowRun", { create, epoch: null });
  await proposeState(store, flow_run.id, { type: "RUNNING" });
  return { subflow: flow_run.id, placeholder: task_run.id };
}

async function cancel(id: string): Promise<void> {
  await proposeState(store, id, { type: "CANCELLING" });
  await proposeState(store, id, { type: "CANCELLED" });
}

describeOnDatabases("cancellation cleanup", (database) => {
  beforeEach(async () => {
    ({ store, deps } = await database.open());
    service = cancellationCleanup({ cancellingTimeoutSeconds: 300 });
  });

  test("cancels the tasks and the subflows of a cancelled run, and of none else", async () => {
    const [cancelled, other] = [await newFlowRun(store), await newFlowRun(store)];
    for (const id of [cancelled, other]) await proposeState(store, id, { type: "RUNNING" });
    const [task, othersTask] = [await runningTask(cancelled), await runningTask(other)];
    const { subflow, placeholder } = await runningSubflow(cancelled, null);
    const innerTask = await runningTask(subflow);
    await cancel(cancelled);
    await tick();
    await tick();
    expect([await taskRun(task), await flowRun(subflow), await taskRun(placeholder), await taskRun(innerTask)]).toEqual(
      ["CANCELLED", "CANCELLED", "CANCELLED", "CANCELLED"],
    );
    expect([await flowRun(other), await taskRun(othersTask)]).toEqual(["RUNNING", "RUNNING"]);
  });

  test("asks a subflow that a worker executes to end, once", async () => {
    const deployment = deploymentRow({ flow_id: await newFlow(store) });
    await withTables(database, (db) => insertRows(db, "deployment", [deployment]));
    const id = await newFlowRun(store);
    await proposeState(store, id, { type: "RUNNING" });
    const { subflow, placeholder } = await runningSubflow(id, deployment.id);
    await cancel(id);
    for (let round = 0; round < 3; round++) await tick();
    expect([await flowRun(subflow), await taskRun(placeholder)]).toEqual(["CANCELLING", "CANCELLING"]);
    const states = await store.read("listFlowRunStates", { flowRunId: subflow });
    expect(states.map(({ type }) => type)).toEqual(["PENDING", "RUNNING", "CANCELLING"]);
  });

  test("ends a run that has been Cancelling for five minutes, and not before", async () => {
    const id = await newFlowRun(store);
    await proposeState(store, id, { type: "RUNNING" });
    await proposeState(store, id, { type: "CANCELLING" });
    deps.advance(299.9);
    await tick();
    expect(await flowRun(id)).toBe("CANCELLING");
    deps.advance(0.2);
    await tick();
    expect(await flowRun(id)).toBe("CANCELLED");
  });

  test("ends what a cancelled run's process reports late", async () => {
    const id = await newFlowRun(store);
    await proposeState(store, id, { type: "RUNNING" });
    await cancel(id);
    await tick();
    deps.advance(120);
    const task = await runningTask(id);
    await tick();
    expect(await taskRun(task)).toBe("CANCELLED");
  });
});
