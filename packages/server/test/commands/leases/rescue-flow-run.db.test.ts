import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { Instant } from "@tutti/core/instant";
import { toJson } from "../../../src/store/rows/json-column.ts";
import type { Store } from "../../../src/store/store.ts";
import { describeOnDatabases, type DatabaseUnderTest } from "../../support/databases.ts";
import { deploymentRow } from "../../support/deployment-rows.ts";
import { flowRunRequest, newFlow, proposeState, taskRunRequest, stateRequest } from "../../support/requests.ts";
import { insertRows, withTables } from "../../support/rows.ts";
import { taskRunRecord } from "../../support/task-run-event.ts";
import type { TestDeps } from "../../support/test-clock.ts";

interface Kind {
  readonly recoveries?: number;
  readonly labels?: Record<string, number>;
  readonly isDeployed?: boolean;
}

let store: Store;
let deps: TestDeps;

async function open(database: DatabaseUnderTest): Promise<void> {
  ({ store, deps } = await database.open());
}

const rescue = (id: string, endedBefore: Instant) => store.command("rescueFlowRun", { id, endedBefore });
const rescueLater = (id: string) => rescue(id, deps.advance(10));
const runOf = (id: string) => store.read("readFlowRun", { id });

/** A run of a deployment that is leased and Running; its id. */
async function runningRun(
  database: DatabaseUnderTest,
  { recoveries, labels = {}, isDeployed = true }: Kind,
): Promise<string> {
  const flow_id = await newFlow(store);
  const deployment = deploymentRow({ flow_id, labels: toJson(labels) });
  await withTables(database, (db) => insertRows(db, "deployment", [deployment]));
  const empirical_policy = recoveries === undefined ? {} : { recoveries };
  const create = flowRunRequest({ flow_id, empirical_policy, deployment_id: isDeployed ? deployment.id : null });
  const { flow_run } = await store.command("createFlowRun", { create, epoch: null });
  await start(flow_run.id, 1);
  return flow_run.id;
}

async function start(id: string, epoch: number): Promise<void> {
  expect((await store.command("acquireLease", { id, owner: "a", ttlSeconds: 10 })).epoch).toBe(epoch);
  await proposeState(store, id, { type: "PENDING" }, epoch);
  await proposeState(store, id, { type: "RUNNING" }, epoch);
}

describeOnDatabases("a run whose lease ended", (database) => {
  beforeEach(() => open(database));

  test("is started again by its deployment as often as it may, and then ends with the reason", async () => {
    const id = await runningRun(database, { recoveries: 2 });
    for (const [epoch, left] of [
      [1, 1],
      [3, 0],
    ] as const) {
      expect(await rescueLater(id)).toBe(true);
      expect(await runOf(id)).toMatchObject({
        state_type: "SCHEDULED",
        state_name: "Recovering",
        infrastructure_pid: null,
        state: { message: expect.stringMatching(`last committed step; ${left} recoveries left.`) },
      });
      await start(id, epoch + 2);
    }
    await rescueLater(id);
    expect(await runOf(id)).toMatchObject({
      state_type: "CRASHED",
      run_count: 3,
      state: { message: expect.stringContaining("Its 2 recoveries are spent.") },
    });
  });

  test.each<[string, Kind, string]>([
    ["of another SDK ends", {}, "CRASHED"],
    ["of another SDK is started again when its deployment says so", { labels: { "tutti.recoveries": 1 } }, "SCHEDULED"],
    ["of Tutti's ends when its deployment says so", { recoveries: 3, labels: { "tutti.recoveries": 0 } }, "CRASHED"],
    ["without a deployment ends", { recoveries: 3, isDeployed: false }, "CRASHED"],
  ])("%s", async (_which, kind, expected) => {
    const id = await runningRun(database, kind);
    await rescueLater(id);
    expect((await runOf(id))?.state_type).toBe(expected);
  });
});

describeOnDatabases("a run whose process was told to stop", (database) => {
  beforeEach(() => open(database));

  test("is started again, although its recoveries are spent", async () => {
    const id = await runningRun(database, { recoveries: 1 });
    await rescueLater(id);
    await start(id, 3);
    const stop = { state: stateRequest({ type: "CRASHED", message: "Told to stop." }), isPlannedStop: true };
    const terms = { policy: "client", leaseSupport: "holds", epoch: null } as const;
    await store.command("setFlowRunState", { id, ...stop, ...terms });
    expect(await runOf(id)).toMatchObject({
      state_name: "Recovering",
      state: { message: "Told to stop. It starts again from its last committed step." },
    });
  });

  test.each([
    ["suspended", { type: "PAUSED", name: "Suspended", state_details: { pause_reschedule: true } }],
    ["asleep", { type: "SCHEDULED", name: "Sleeping" }],
    ["completed", { type: "COMPLETED" }],
  ] as const)("is left as it is when it is %s already", async (_how, state) => {
    const id = await runningRun(database, { recoveries: 1 });
    await proposeState(store, id, state, 1);
    const before = await runOf(id);
    const stop = { state: stateRequest({ type: "CRASHED", message: "Told to stop." }), isPlannedStop: true };
    const terms = { policy: "forced", leaseSupport: "holds", epoch: null } as const;
    expect(await store.command("setFlowRunState", { id, ...stop, ...terms })).toMatchObject({ status: "ABORT" });
    expect(await runOf(id)).toEqual({
      ...before,
      estimated_run_time: expect.any(Number),
      estimated_start_time_delta: expect.any(Number),
    });
  });
});

describeOnDatabases("a run whose lease ended, in another state:", (database) => {
  beforeEach(() => open(database));

  test("is left alone when its owner renewed it meanwhile, or has ended it", async () => {
    const id = await runningRun(database, { recoveries: 3 });
    const seen = deps.advance(10);
    await store.command("renewLease", { id, epoch: 1, ttlSeconds: 10 });
    expect(await rescue(id, seen)).toBe(false);
    expect((await proposeState(store, id, { type: "COMPLETED" }, 1)).status).toBe("ACCEPT");
    expect(await rescueLater(id)).toBe(false);
    expect(await rescue(randomUUID(), seen)).toBe(false);
  });

  test("was being cancelled: it is", async () => {
    const id = await runningRun(database, { recoveries: 3 });
    await proposeState(store, id, { type: "CANCELLING" });
    await rescueLater(id);
    expect(await runOf(id)).toMatchObject({ state_type: "CANCELLED" });
  });

  test("was scheduled by somebody: it waits for its next owner, who need not wait", async () => {
    const id = await runningRun(database, { recoveries: 3 });
    await proposeState(store, id, { type: "SCHEDULED" });
    expect(await rescueLater(id)).toBe(true);
    expect(await rescueLater(id)).toBe(false);
    expect(await runOf(id)).toMatchObject({ state_name: "Scheduled" });
  });

  test("was suspended: nobody was executing it, and it has no lease", async () => {
    const id = await runningRun(database, { recoveries: 3 });
    await proposeState(store, id, { type: "PAUSED", name: "Suspended", state_details: { pause_reschedule: true } }, 1);
    expect(await rescueLater(id)).toBe(false);
    expect(await runOf(id)).toMatchObject({ state_name: "Suspended" });
  });
});

describeOnDatabases("an owner that is gone", (database) => {
  beforeEach(() => open(database));

  test("leaves nothing running: neither its tasks nor the subflows it covers", async () => {
    const id = await runningRun(database, { recoveries: 3 });
    const placeholder = taskRunRequest({ flow_run_id: id, task_key: "sub", dynamic_key: "0" });
    const { task_run } = await store.command("createTaskRun", { create: placeholder, epoch: 1 });
    const create = flowRunRequest({ flow_id: await newFlow(store), parent_task_run_id: task_run.id });
    const { flow_run: subflow } = await store.command("createFlowRun", { create, epoch: 1 });
    await proposeState(store, subflow.id, { type: "RUNNING" }, 1);
    const step = { flowRunId: subflow.id, taskRunId: randomUUID(), type: "RUNNING", name: "Running" } as const;
    await store.command("recordEvents", { events: [taskRunRecord({ ...step, at: deps.now(), epoch: 1 })] });
    await rescueLater(id);
    expect((await runOf(subflow.id))?.state_type).toBe("CRASHED");
    for (const task of [task_run.id, step.taskRunId]) {
      expect((await store.read("readTaskRun", { id: task }))?.state_type).toBe("CRASHED");
    }
  });

  test("was reported by its worker before its lease ended: the same, at once", async () => {
    const id = await runningRun(database, { recoveries: 3 });
    const answer = await proposeState(store, id, { type: "CRASHED", message: "The process exited with 137." });
    expect([answer.status, answer.state?.name]).toEqual(["REJECT", "Recovering"]);
    await start(id, 3);
  });

  test("R5: of a thousand writes by an owner that lives after all, none is accepted", async () => {
    const id = await runningRun(database, { recoveries: 3 });
    await rescueLater(id);
    const before = await runOf(id);
    const epoch = 1;
    const task = () => ({ flowRunId: id, taskRunId: randomUUID(), at: deps.now(), epoch });
    const writes = Array.from({ length: 250 }, (_, n) => [
      proposeState(store, id, { type: n % 2 === 0 ? "COMPLETED" : "RUNNING" }, epoch),
      store.command("updateFlowRun", { id, update: { name: `late-${n}` }, epoch }),
      store.command("renewLease", { id, epoch, ttlSeconds: 10 }),
      store
        .command("recordEvents", { events: [taskRunRecord({ ...task(), type: "RUNNING", name: "Running" })] })
        .then(([outcome]) => (outcome?.refusal === null ? "accepted" : Promise.reject(outcome?.refusal))),
    ]).flat();
    const outcomes = await Promise.allSettled<unknown>(writes);
    const codes = new Set(outcomes.map((write) => (write.status === "rejected" ? write.reason.code : "accepted")));
    expect([outcomes.length, [...codes]]).toEqual([1000, ["lease_lost"]]);
    expect(await runOf(id)).toEqual(before);
  });
});
