import type { LiveChange } from "@tutti/core/wire/live";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../../support/databases.ts";
import { flowRunRequest, newFlow, newFlowRun, proposeState, taskRunRequest } from "../../support/requests.ts";
import { taskRunRecord } from "../../support/task-run-event.ts";

const LEASE = { owner: "me", ttlSeconds: 10 };
const ALL = { flows: null, task_runs: null, deployments: null, work_pools: null, work_pool_queues: null };

describeOnDatabases("deleting", (database) => {
  test("a flow run takes its states, task runs and logs with it, and leaves its subflows without a caller", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store);
    const task = taskRunRequest({ flow_run_id: id, task_key: "sub", dynamic_key: "0" });
    const { task_run } = await store.command("createTaskRun", { create: task, epoch: null });
    const child = await newFlowRun(store, { parent_task_run_id: task_run.id });
    await store.command("createLogs", {
      logs: [{ name: "l", level: 20, message: "m", timestamp: deps.now(), flow_run_id: id, task_run_id: null }],
    });
    const changes: LiveChange[] = [];
    store.onChanges((told) => changes.push(...told));
    await store.command("deleteFlowRun", { id, epoch: null });
    expect(changes).toEqual([{ kind: "flow-run-deleted", id }]);
    expect(await store.read("readFlowRun", { id })).toBeNull();
    expect(await store.read("readTaskRun", { id: task_run.id })).toBeNull();
    expect(await store.read("listFlowRunStates", { flowRunId: id })).toEqual([]);
    const logs = { operator: "and_" as const, flow_run_id: { any_: [id] } };
    expect(await store.read("listLogs", { logs, sort: "TIMESTAMP_ASC", limit: 10, offset: 0 })).toEqual([]);
    expect(await store.read("readFlowRun", { id: child })).toMatchObject({ parent_task_run_id: null });
  });

  test("a flow run that runs ends the subflows in its process, which nobody executes any more", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store);
    const { epoch } = await store.command("acquireLease", { id, ...LEASE, requestId: randomUUID() });
    await proposeState(store, id, { type: "RUNNING" }, epoch);
    const task = taskRunRequest({ flow_run_id: id, task_key: "sub", dynamic_key: "0" });
    const { task_run } = await store.command("createTaskRun", { create: task, epoch });
    const create = flowRunRequest({ flow_id: await newFlow(store), parent_task_run_id: task_run.id });
    const { flow_run: subflow } = await store.command("createFlowRun", { create, epoch });
    await proposeState(store, subflow.id, { type: "RUNNING" }, epoch);
    const step = { flowRunId: subflow.id, taskRunId: randomUUID(), type: "RUNNING", name: "Running" } as const;
    await store.command("recordEvents", { events: [taskRunRecord({ ...step, at: deps.now(), epoch })] });
    await store.command("deleteFlowRun", { id, epoch: null });
    const message = "The flow run around this was deleted, and the process with it.";
    const crashed = { state_type: "CRASHED", state: expect.objectContaining({ message }) };
    expect(await store.read("readFlowRun", { id: subflow.id })).toMatchObject({ ...crashed, parent_task_run_id: null });
    expect(await store.read("readTaskRun", { id: step.taskRunId })).toMatchObject(crashed);
  });

  test("a flow takes its runs with it", async () => {
    const { store } = await database.open();
    const flow_id = await newFlow(store);
    const { flow_run } = await store.command("createFlowRun", { create: flowRunRequest({ flow_id }), epoch: null });
    await store.command("deleteFlow", { id: flow_id });
    expect(await store.read("readFlow", { id: flow_id })).toBeNull();
    expect(await store.read("readFlowRun", { id: flow_run.id })).toBeNull();
    await expect(store.command("deleteFlow", { id: flow_id })).rejects.toMatchObject({ code: "not_found" });
  });
});

describeOnDatabases("a deletion", (database) => {
  test("what matches deletes no more than the limit, and says which", async () => {
    const { store } = await database.open();
    const flow_id = await newFlow(store);
    const create = flowRunRequest({ flow_id, tags: ["bulk"] });
    for (let made = 0; made < 3; made++) await store.command("createFlowRun", { create, epoch: null });
    const flow_runs = { operator: "and_" as const, tags: { operator: "and_" as const, all_: ["bulk"] } };
    const { deleted } = await store.command("bulkDeleteFlowRuns", { flow_runs, limit: 2 });
    expect(deleted).toHaveLength(2);
    expect(await store.read("countFlowRuns", { ...ALL, flow_runs })).toBe(1);
    const flows = { operator: "and_" as const, id: { any_: [flow_id] } };
    expect(await store.command("bulkDeleteFlows", { flows, limit: 50 })).toEqual({ deleted: [flow_id] });
    expect(await store.read("countFlowRuns", { ...ALL, flow_runs })).toBe(0);
  });

  test("a task run takes its states with it", async () => {
    const { store } = await database.open();
    const create = taskRunRequest({ flow_run_id: await newFlowRun(store), task_key: "t", dynamic_key: "0" });
    const { task_run } = await store.command("createTaskRun", { create, epoch: null });
    await store.command("deleteTaskRun", { id: task_run.id, epoch: null });
    expect(await store.read("listTaskRunStates", { taskRunId: task_run.id })).toEqual([]);
    const again = store.command("deleteTaskRun", { id: task_run.id, epoch: null });
    await expect(again).rejects.toMatchObject({ code: "not_found", detail: "Task not found" });
  });
});
