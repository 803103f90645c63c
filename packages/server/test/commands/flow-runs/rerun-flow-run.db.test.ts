import { randomUUID } from "node:crypto";
import { taskRunsCountBody } from "@tutti/core/wire/task-run";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../../support/databases.ts";
import { newFlowRun, proposeState } from "../../support/requests.ts";

describeOnDatabases("another run of a flow run that has ended", (database) => {
  test("is Pending where no deployment schedules it, and is made once for a key", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store);
    await proposeState(store, id, { type: "RUNNING" });
    const rerun = { parameters: { depth: 8 }, executed_here: false, idempotency_key: randomUUID() };
    await expect(store.command("rerunFlowRun", { id, rerun })).rejects.toMatchObject({ code: "conflict" });
    await proposeState(store, id, { type: "COMPLETED" });
    const made = await store.command("rerunFlowRun", { id, rerun });
    expect(made).toMatchObject({
      created: true,
      flow_run: { state_type: "PENDING", run_count: 0, parameters: { depth: 8 }, labels: { "tutti.rerun-of": id } },
    });
    const again = await store.command("rerunFlowRun", { id, rerun });
    expect(again).toMatchObject({ created: false, flow_run: { id: made.flow_run.id } });
  });

  test("has the steps that had ended before the one it begins with, more than a page of them", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store);
    await proposeState(store, id, { type: "RUNNING" });
    const create = async (index: number) => {
      const task = { name: `step-${index}`, flow_run_id: id, task_key: "step", dynamic_key: String(index) };
      const policy = { max_retries: 0, retry_delay_seconds: 0 };
      const made = await store.command("createTaskRun", {
        create: { ...task, tags: [], task_inputs: {}, empirical_policy: policy },
        epoch: null,
      });
      for (const type of ["RUNNING", "COMPLETED"] as const) {
        deps.advance(1);
        await store.command("setTaskRunState", { id: made.task_run.id, state: { type }, force: false, epoch: null });
      }
      return made.task_run.id;
    };
    const steps: string[] = [];
    for (let index = 0; index < 110; index++) steps.push(await create(index));
    await proposeState(store, id, { type: "FAILED" });
    const rerun = { from: steps[105] ?? "", parameters: {}, executed_here: false };
    const { flow_run } = await store.command("rerunFlowRun", { id, rerun });
    const filter = taskRunsCountBody.parse({ task_runs: { flow_run_id: { any_: [flow_run.id] } } });
    expect(await store.read("countTaskRuns", filter)).toBe(105);
  });
});
