import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../../support/databases.ts";
import { newFlowRun, proposeState } from "../../support/requests.ts";

const scheduled = { state: { type: "SCHEDULED" as const } };

describeOnDatabases("a run that is claimed", (database) => {
  test("is Pending and leased in one, by one worker alone", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store, scheduled);
    const claims = [];
    for (const worker of ["a", "b"]) {
      claims.push(
        await store.command("claimFlowRun", { id, worker, transitionId: randomUUID(), ttlSeconds: 10, labels: {} }),
      );
    }
    expect(claims).toMatchObject([
      { status: "ACCEPT", isNew: true, state: { type: "PENDING" }, lease: { owner: "worker:a", epoch: 1 } },
      { status: "ABORT", isNew: false, lease: null, flow_run: null },
    ]);
  });

  test("is answered as it is then, with the labels of its worker", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store, { ...scheduled, labels: { own: 1 } });
    const labels = { "prefect.worker.name": "a" };
    const claim = { id, worker: "a", transitionId: randomUUID(), ttlSeconds: 10, labels };
    const { flow_run } = await store.command("claimFlowRun", claim);
    expect(flow_run).toEqual(await store.read("readFlowRun", { id }));
    expect(flow_run).toMatchObject({ state_type: "PENDING", labels: { own: 1, ...labels } });
  });

  test("is claimed still when the answer was lost and it is asked again", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store, scheduled);
    const claim = { id, worker: "a", transitionId: randomUUID(), ttlSeconds: 10, labels: {} };
    await store.command("claimFlowRun", claim);
    const again = await store.command("claimFlowRun", claim);
    expect(again).toMatchObject({ isNew: false, state: { type: "PENDING" }, lease: { epoch: 1 } });
  });

  test("is its process's as soon as that asks; then it is nobody else's", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store, scheduled);
    await store.command("claimFlowRun", { id, worker: "a", transitionId: randomUUID(), ttlSeconds: 10, labels: {} });
    const lease = await store.command("acquireLease", { id, owner: "box:1", ttlSeconds: 10 });
    expect(lease).toMatchObject({ owner: "box:1", epoch: 2 });
    const stranger = store.command("acquireLease", { id, owner: "box:2", ttlSeconds: 10 });
    await expect(stranger).rejects.toMatchObject({ code: "conflict" });
    const renewal = store.command("renewLease", { id, epoch: 1, ttlSeconds: 10 });
    await expect(renewal).rejects.toMatchObject({ code: "lease_lost" });
  });

  test("stays the worker's once it runs: its process takes no lease of its own", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store, scheduled);
    await store.command("claimFlowRun", { id, worker: "a", transitionId: randomUUID(), ttlSeconds: 10, labels: {} });
    await proposeState(store, id, { type: "RUNNING" });
    const other = store.command("acquireLease", { id, owner: "box:1", ttlSeconds: 10 });
    await expect(other).rejects.toMatchObject({ code: "conflict" });
  });
});

describeOnDatabases("a claim whose worker is gone", (database) => {
  test("ends, and the run waits for another worker where no process was there yet", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store, scheduled);
    await store.command("claimFlowRun", { id, worker: "a", transitionId: randomUUID(), ttlSeconds: 10, labels: {} });
    deps.advance(11);
    expect(await store.command("listEndedLeases", { by: deps.now(), limit: 10 })).toContain(id);
    await store.command("rescueFlowRun", { id, endedBefore: deps.now() });
    const run = await store.read("readFlowRun", { id });
    expect(run).toMatchObject({
      state_type: "SCHEDULED",
      state: { message: "The worker that had taken the run is gone, and no process of it was there yet." },
    });
    const next = await store.command("claimFlowRun", {
      id,
      worker: "b",
      transitionId: randomUUID(),
      ttlSeconds: 10,
      labels: {},
    });
    expect(next).toMatchObject({ status: "ACCEPT", lease: { owner: "worker:b" } });
  });

  test("ends with its run where a process was there, which may have begun", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store, scheduled);
    await store.command("claimFlowRun", { id, worker: "a", transitionId: randomUUID(), ttlSeconds: 10, labels: {} });
    await store.command("updateFlowRun", { id, update: { infrastructure_pid: "4711" }, epoch: null });
    deps.advance(11);
    await store.command("rescueFlowRun", { id, endedBefore: deps.now() });
    expect(await store.read("readFlowRun", { id })).toMatchObject({ state_type: "CRASHED" });
  });
});
