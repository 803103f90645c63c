import { randomUUID } from "node:crypto";
import { addSeconds, formatInstant } from "@tutti/core/instant";
import type { LiveChange } from "@tutti/core/wire/live";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../../support/databases.ts";
import { flowRequest, flowRunRequest, newFlow, stateRequest, taskRunRequest } from "../../support/requests.ts";

describeOnDatabases("creating a flow run", (database) => {
  test("gives it a Pending state, a name and the labels of its flow", async () => {
    const { store, deps } = await database.open();
    const { flow } = await store.command(
      "createFlow",
      flowRequest({ name: "labelled", tags: [], labels: { team: "x", mine: 0 } }),
    );
    const create = flowRunRequest({ flow_id: flow.id, labels: { mine: 1 }, parameters: { a: 1 }, tags: ["t"] });
    const { flow_run, created } = await store.command("createFlowRun", { create, epoch: null });
    expect(created).toBe(true);
    expect(flow_run).toMatchObject({
      name: expect.stringMatching(/^[a-z]+-[a-z]+$/),
      flow_id: flow.id,
      labels: { team: "x", mine: 1, "prefect.flow.id": flow.id },
      parameters: { a: 1 },
      tags: ["t"],
      run_count: 0,
      expected_start_time: formatInstant(deps.now()),
      job_variables: {},
      state_type: "PENDING",
      state: { type: "PENDING", name: "Pending", state_details: { flow_run_id: flow_run.id } },
    });
    expect(await store.read("readFlowRun", { id: flow_run.id })).toEqual(flow_run);
  });

  test("takes the older names of the retry policy for the newer", async () => {
    const { store } = await database.open();
    const policy = { max_retries: 3, retry_delay_seconds: 7 };
    const create = flowRunRequest({ flow_id: await newFlow(store), empirical_policy: policy });
    const { flow_run } = await store.command("createFlowRun", { create, epoch: null });
    expect(flow_run.empirical_policy).toMatchObject({ retries: 3, retry_delay: 7, pause_keys: [], resuming: false });
  });

  test("of an idempotency key that its flow has used finds that run", async () => {
    const { store, deps } = await database.open();
    const create = flowRunRequest({ flow_id: await newFlow(store), idempotency_key: "k" });
    const first = await store.command("createFlowRun", { create, epoch: null });
    deps.advance(10);
    const again = await store.command("createFlowRun", { create: { ...create, name: "other" }, epoch: null });
    expect(again).toEqual({ created: false, flow_run: { ...first.flow_run, estimated_start_time_delta: 10 } });
    const elsewhere = { ...create, flow_id: await newFlow(store) };
    expect((await store.command("createFlowRun", { create: elsewhere, epoch: null })).created).toBe(true);
  });

  test("of one idempotency key many times at once makes one run", async () => {
    const store = await database.openReal();
    const create = flowRunRequest({ flow_id: await newFlow(store), idempotency_key: "k" });
    const made = await Promise.all(
      Array.from({ length: 10 }, () => store.command("createFlowRun", { create, epoch: null })),
    );
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(made.map(({ flow_run }) => flow_run.id)).size).toBe(1);
  });
});

describeOnDatabases("a created flow run", (database) => {
  test("in a scheduled state is due at its time", async () => {
    const { store, deps } = await database.open();
    const due = formatInstant(addSeconds(deps.now(), 60));
    const state = stateRequest({ type: "SCHEDULED", state_details: { scheduled_time: due } });
    const create = { ...flowRunRequest({ flow_id: await newFlow(store) }), state };
    const { flow_run } = await store.command("createFlowRun", { create, epoch: null });
    expect(flow_run).toMatchObject({
      state_name: "Scheduled",
      expected_start_time: due,
      next_scheduled_start_time: due,
    });
  });

  test("is told to the live sockets as it is answered", async () => {
    const { store } = await database.open();
    const changes: LiveChange[] = [];
    store.onChanges((told) => changes.push(...told));
    const create = flowRunRequest({ flow_id: await newFlow(store) });
    const { flow_run } = await store.command("createFlowRun", { create, epoch: null });
    expect(changes).toEqual([{ kind: "flow-run", flow_run }]);
  });

  test("of a subflow passes its state on to the task run that stands for it", async () => {
    const { store } = await database.open();
    const flow_id = await newFlow(store);
    const parent = await store.command("createFlowRun", { create: flowRunRequest({ flow_id }), epoch: null });
    const placeholder = taskRunRequest({ flow_run_id: parent.flow_run.id, task_key: "sub", dynamic_key: "0" });
    const { task_run } = await store.command("createTaskRun", { create: placeholder, epoch: null });
    const create = flowRunRequest({ flow_id, parent_task_run_id: task_run.id });
    const { flow_run } = await store.command("createFlowRun", { create, epoch: null });
    const after = await store.read("readTaskRun", { id: task_run.id });
    expect(after?.state?.state_details).toMatchObject({ child_flow_run_id: flow_run.id, task_run_id: task_run.id });
    expect(flow_run.state?.state_details).toMatchObject({ flow_run_id: flow_run.id, task_run_id: task_run.id });
  });
});

describeOnDatabases("a flow run that cannot be created", (database) => {
  test.each([
    { title: "of a flow that does not exist", fields: { flow_id: randomUUID() }, code: "conflict" },
    { title: "of a work pool that does not exist", fields: { work_pool_name: "nope" }, code: "not_found" },
    { title: "of a caller that does not exist", fields: { parent_task_run_id: randomUUID() }, code: "conflict" },
  ])("$title is refused and leaves nothing", async ({ fields, code }) => {
    const { store } = await database.open();
    const flow_id = await newFlow(store);
    const create = flowRunRequest({ flow_id, ...fields });
    await expect(store.command("createFlowRun", { create, epoch: null })).rejects.toMatchObject({ code });
    const ofFlow = { flows: { operator: "and_" as const, id: { any_: [flow_id] } } };
    const none = { flow_runs: null, task_runs: null, deployments: null, work_pools: null, work_pool_queues: null };
    expect(await store.read("countFlowRuns", { ...none, ...ofFlow })).toBe(0);
  });
});
