import { expect, test } from "vitest";
import { describeOnDatabases } from "../../support/databases.ts";
import { newFlowRun, proposeState, taskRunRequest } from "../../support/requests.ts";

describeOnDatabases("a task run over REST", (database) => {
  test("is found again by its natural key, and carries the labels of its flow run", async () => {
    const { store } = await database.open();
    const flow_run_id = await newFlowRun(store, { labels: { mine: "x" } });
    const create = taskRunRequest({ flow_run_id, task_key: "t", dynamic_key: "0", labels: { own: 1 } });
    const first = await store.command("createTaskRun", { create, epoch: null });
    expect(first).toMatchObject({
      created: true,
      task_run: { state_name: "Pending", labels: { mine: "x", own: 1, "prefect.flow-run.id": flow_run_id } },
    });
    const again = await store.command("createTaskRun", { create: { ...create, name: "other" }, epoch: null });
    expect(again).toEqual({ ...first, created: false });
    const taken = taskRunRequest({ id: first.task_run.id, flow_run_id, task_key: "u", dynamic_key: "0" });
    await expect(store.command("createTaskRun", { create: taken, epoch: null })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("starts only while its flow run is running, and reuses a cached result", async () => {
    const { store, deps } = await database.open();
    const flow_run_id = await newFlowRun(store);
    const propose = async (key: string, state: object) => {
      const create = taskRunRequest({ flow_run_id, task_key: "t", dynamic_key: key });
      const { task_run } = await store.command("createTaskRun", { create, epoch: null });
      const proposal = { state: { type: "RUNNING" as const, ...state }, force: false, epoch: null };
      return store.command("setTaskRunState", { id: task_run.id, ...proposal });
    };
    expect((await propose("0", {})).status).toBe("ABORT");
    await proposeState(store, flow_run_id, { type: "RUNNING" });
    const cached = { state_details: { cache_key: "k" } };
    expect((await propose("0", cached)).status).toBe("ACCEPT");
    await propose("0", { type: "COMPLETED", data: { n: 1 }, ...cached });
    deps.advance(1);
    expect(await propose("1", cached)).toMatchObject({ status: "REJECT", state: { name: "Cached", data: { n: 1 } } });
  });
});
