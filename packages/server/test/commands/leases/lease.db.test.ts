import { randomUUID } from "node:crypto";
import { addSeconds, formatInstant } from "@tutti/core/instant";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../../support/databases.ts";
import { flowRunRequest, newFlow, newFlowRun, proposeState, taskRunRequest } from "../../support/requests.ts";
import { taskRunRecord } from "../../support/task-run-event.ts";

describeOnDatabases("a lease", (database) => {
  test("is acquired with the next epoch each time", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store);
    const lease = await store.command("acquireLease", { id, owner: "a", ttlSeconds: 10 });
    const expires_at = formatInstant(addSeconds(deps.now(), 10));
    expect(lease).toEqual({ flow_run_id: id, owner: "a", epoch: 1, expires_at });
    expect((await store.command("acquireLease", { id, owner: "a", ttlSeconds: 10 })).epoch).toBe(2);
  });

  test("that lives is not taken by another owner; one that has run out is", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store);
    await store.command("acquireLease", { id, owner: "a", ttlSeconds: 10 });
    const other = { id, owner: "b", ttlSeconds: 10 };
    deps.advance(9);
    await expect(store.command("acquireLease", other)).rejects.toMatchObject({ code: "conflict" });
    await store.command("renewLease", { id, epoch: 1, ttlSeconds: 10 });
    deps.advance(9);
    await expect(store.command("acquireLease", other)).rejects.toMatchObject({ code: "conflict" });
    deps.advance(2);
    expect((await store.command("acquireLease", other)).epoch).toBe(2);
    await expect(store.command("renewLease", { id, epoch: 1, ttlSeconds: 10 })).rejects.toMatchObject({
      code: "lease_lost",
    });
  });

  test("ends with its run: another owner may take up a run that has failed", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store);
    await store.command("acquireLease", { id, owner: "a", ttlSeconds: 10 });
    await proposeState(store, id, { type: "FAILED" }, 1);
    expect((await store.command("acquireLease", { id, owner: "b", ttlSeconds: 10 })).epoch).toBe(2);
  });

  test("is won by one of many that ask at once", async () => {
    const store = await database.openReal();
    const id = await newFlowRun(store);
    const asked = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        store.command("acquireLease", { id, owner: `o${index}`, ttlSeconds: 10 }),
      ),
    );
    expect(asked.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  });

  test("of a run that does not exist cannot be had", async () => {
    const { store } = await database.open();
    const id = randomUUID();
    await expect(store.command("acquireLease", { id, owner: "a", ttlSeconds: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(store.command("renewLease", { id, epoch: 1, ttlSeconds: 1 })).rejects.toMatchObject({
      code: "lease_lost",
    });
  });
});

describeOnDatabases("a request for a lease", (database) => {
  test("is given once for a request that arrives twice, and is not taken back by one that comes late", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store);
    const request = { id, owner: "a", ttlSeconds: 10, requestId: randomUUID() };
    const lease = await store.command("acquireLease", request);
    expect(await store.command("acquireLease", request)).toEqual(lease);
    await store.command("renewLease", { id, epoch: lease.epoch, ttlSeconds: 10 });
    await proposeState(store, id, { type: "FAILED" }, lease.epoch);
    await expect(store.command("acquireLease", request)).rejects.toMatchObject({ code: "conflict" });
    expect((await store.command("acquireLease", { ...request, requestId: randomUUID() })).epoch).toBe(2);
    await expect(store.command("acquireLease", { ...request, owner: "b" })).rejects.toMatchObject({ code: "conflict" });
  });
});

describeOnDatabases("the leases of a process", (database) => {
  test("are renewed as one, and those that are lost are told with the reason", async () => {
    const { store, deps } = await database.open();
    const [held, taken, ended, unknown] = [
      await newFlowRun(store),
      await newFlowRun(store),
      await newFlowRun(store),
      randomUUID(),
    ];
    for (const id of [held, taken, ended]) await store.command("acquireLease", { id, owner: "a", ttlSeconds: 10 });
    await store.command("acquireLease", { id: taken, owner: "a", ttlSeconds: 10 });
    await proposeState(store, ended, { type: "FAILED" }, 1);
    deps.advance(9);
    const leases = [held, taken, ended, unknown].map((id) => ({ id, epoch: 1 }));
    const lost = await store.command("renewLeases", { leases, ttlSeconds: 10 });
    expect(new Map(lost.map(({ id, detail }) => [id, detail]))).toEqual(
      new Map([
        [taken, "the write is of epoch 1, the run is at 2"],
        [unknown, "the flow run is gone"],
      ]),
    );
    deps.advance(9);
    const other = { owner: "b", ttlSeconds: 10 };
    await expect(store.command("acquireLease", { id: held, ...other })).rejects.toMatchObject({ code: "conflict" });
    expect((await store.command("acquireLease", { id: ended, ...other })).epoch).toBe(2);
  });
});

describeOnDatabases("taking a run over", (database) => {
  test("ends what the owner before left unfinished, and leaves what it finished", async () => {
    const { store, deps } = await database.open();
    const flowRunId = await newFlowRun(store);
    await store.command("acquireLease", { id: flowRunId, owner: "a", ttlSeconds: 10 });
    const [open, done] = [randomUUID(), randomUUID()];
    const report = { flowRunId, at: deps.now(), epoch: 1 };
    await store.command("recordEvents", {
      events: [
        taskRunRecord({ ...report, taskRunId: open, dynamicKey: "open", type: "RUNNING", name: "Running" }),
        taskRunRecord({ ...report, taskRunId: done, dynamicKey: "done", type: "COMPLETED", name: "Completed" }),
      ],
    });
    deps.advance(20);
    await store.command("acquireLease", { id: flowRunId, owner: "b", ttlSeconds: 10 });
    expect(await store.read("readTaskRun", { id: open })).toMatchObject({ state_type: "CRASHED" });
    expect(await store.read("readTaskRun", { id: done })).toMatchObject({ state_type: "COMPLETED" });
  });

  test("makes every write of the earlier epoch fail", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store);
    await store.command("acquireLease", { id, owner: "a", ttlSeconds: 10 });
    const placeholder = taskRunRequest({ flow_run_id: id, task_key: "sub", dynamic_key: "0" });
    const { task_run } = await store.command("createTaskRun", { create: placeholder, epoch: 1 });
    deps.advance(20);
    await store.command("acquireLease", { id, owner: "b", ttlSeconds: 10 });
    const epoch = 1;
    const subflow = flowRunRequest({ flow_id: await newFlow(store), parent_task_run_id: task_run.id });
    const another = taskRunRequest({ flow_run_id: id, task_key: "sub", dynamic_key: "1" });
    const running = { state: { type: "RUNNING" as const }, force: false };
    const writes = [
      proposeState(store, id, { type: "RUNNING" }, epoch),
      store.command("updateFlowRun", { id, update: { name: "late" }, epoch }),
      store.command("deleteFlowRun", { id, epoch }),
      store.command("createFlowRun", { create: subflow, epoch }),
      store.command("createTaskRun", { create: another, epoch }),
      store.command("setTaskRunState", { id: task_run.id, ...running, epoch }),
      store.command("updateTaskRun", { id: task_run.id, update: { name: "late" }, epoch }),
      store.command("deleteTaskRun", { id: task_run.id, epoch }),
    ];
    const refused = await Promise.allSettled(writes);
    const codes = refused.map((write) => (write.status === "rejected" ? write.reason.code : "accepted"));
    expect(codes).toEqual(writes.map(() => "lease_lost"));
    expect((await proposeState(store, id, { type: "RUNNING" }, 2)).status).toBe("ACCEPT");
  });
});

describeOnDatabases("an in-process subflow", (database) => {
  test("is covered by the lease of the run that called it", async () => {
    const { store, deps } = await database.open();
    const root = await newFlowRun(store);
    const { epoch } = await store.command("acquireLease", { id: root, owner: "a", ttlSeconds: 10 });
    const placeholder = taskRunRequest({ flow_run_id: root, task_key: "sub", dynamic_key: "0" });
    const { task_run } = await store.command("createTaskRun", { create: placeholder, epoch });
    const create = flowRunRequest({ flow_id: await newFlow(store), parent_task_run_id: task_run.id });
    const { flow_run } = await store.command("createFlowRun", { create, epoch });
    const step = { flowRunId: flow_run.id, taskRunId: randomUUID(), type: "RUNNING", name: "Running" } as const;
    const [stored] = await store.command("recordEvents", {
      events: [taskRunRecord({ ...step, at: deps.now(), epoch })],
    });
    expect(stored?.refusal).toBeNull();
    deps.advance(20);
    await store.command("acquireLease", { id: root, owner: "b", ttlSeconds: 10 });
    expect(await store.read("readTaskRun", { id: step.taskRunId })).toMatchObject({ state_type: "CRASHED" });
    await expect(proposeState(store, flow_run.id, { type: "RUNNING" }, epoch)).rejects.toMatchObject({
      code: "lease_lost",
    });
    expect((await proposeState(store, flow_run.id, { type: "RUNNING" }, epoch + 1)).status).toBe("ACCEPT");
  });
});
