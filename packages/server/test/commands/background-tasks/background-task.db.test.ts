import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../../src/store/store.ts";
import { type DatabaseUnderTest, describeOnDatabases } from "../../support/databases.ts";
import { stateRequest, taskRunRequest } from "../../support/requests.ts";
import { taskRunRecord } from "../../support/task-run-event.ts";
import type { TestDeps } from "../../support/test-clock.ts";

const PARAMETERS = "6e8bfa0f-0d4c-4a2b-9d8e-4f0f1d6a7b11";

let keys = 0;

let store: Store;
let deps: TestDeps;
let key: string;

async function open(database: DatabaseUnderTest): Promise<void> {
  ({ store, deps } = await database.open());
  key = `task-${++keys}`;
}

/** A run of a task of the test's own that waits for a worker. */
async function delayed(): Promise<string> {
  deps.advance(0.001);
  const state = { type: "SCHEDULED" as const, state_details: { deferred: true, task_parameters_id: PARAMETERS } };
  const create = taskRunRequest({ task_key: key, dynamic_key: String(++keys), state });
  return (await store.command("createTaskRun", { create, epoch: null })).task_run.id;
}
const offer = async (connection: string) => (await store.command("offerTask", { connection, keys: [key] }))?.id;
const answer = (connection: string, taskRunId: string, isTaken: boolean) =>
  store.command("answerTaskOffer", { connection, taskRunId, isTaken });
/** What a worker that executes it tells. */
const report = (id: string, type: "RUNNING", run_count: number) => {
  deps.advance(0.001);
  return store.command("recordEvents", {
    events: [
      taskRunRecord({
        flowRunId: null,
        taskRunId: id,
        at: deps.now(),
        type,
        name: "Running",
        taskRun: { task_key: key, run_count },
      }),
    ],
  });
};
const recover = async (id: string): Promise<boolean> => {
  const due = await store.command("listEndedOffers", { by: deps.now(), limit: 100 });
  return due.includes(id) && store.command("recoverBackgroundTask", { id });
};
const propose = (id: string, type: "PENDING" | "RUNNING" | "FAILED" | "CANCELLED") => {
  const state = stateRequest({ type, state_details: { deferred: true } });
  return store.command("setTaskRunState", { id, state, force: false, epoch: null });
};

describeOnDatabases("deferred task runs are offered", (database) => {
  beforeEach(() => open(database));

  test("in order, each to one connection", async () => {
    const runs = [await delayed(), await delayed(), await delayed()];
    expect([await offer("a"), await offer("b"), await offer("c"), await offer("d")]).toEqual([...runs, undefined]);
    expect(await store.command("offerTask", { connection: "e", keys: ["another task"] })).toBe(null);
  });

  test("to as many connections as ask at once", async () => {
    const runs = [];
    for (let made = 0; made < 8; made++) runs.push(await delayed());
    const offered = await Promise.all(Array.from({ length: 10 }, (_, n) => offer(`connection ${n}`)));
    expect(offered.filter((id) => id !== undefined).toSorted()).toEqual(runs.toSorted());
  });

  test("no more when they were taken, and first when they were not", async () => {
    const [first, second] = [await delayed(), await delayed()];
    await offer("a");
    await offer("b");
    await answer("b", second, false);
    await answer("a", first, true);
    await answer("a", second, true);
    expect([await offer("c"), await offer("c")]).toEqual([second, undefined]);
  });

  test("again when nobody answers for thirty seconds", async () => {
    const run = await delayed();
    await offer("a");
    deps.advance(29.9);
    expect(await offer("b")).toBe(undefined);
    deps.advance(0.1);
    expect(await offer("b")).toBe(run);
    await answer("a", run, true);
    deps.advance(30);
    expect(await offer("c")).toBe(run);
  });
});

describeOnDatabases("deferred task runs are offered", (database) => {
  beforeEach(() => open(database));

  test("only while they are scheduled", async () => {
    const [cancelled, deleted] = [await delayed(), await delayed()];
    await propose(cancelled, "CANCELLED");
    await store.command("deleteTaskRun", { id: deleted, epoch: null });
    expect(await offer("a")).toBe(undefined);
  });

  test("no more while the worker that has begun one is heard of, and again when it is gone", async () => {
    const run = await delayed();
    await offer("a");
    await report(run, "RUNNING", 1);
    await answer("a", run, false);
    deps.advance(9.9);
    await store.command("noteTaskWorker", { connection: "a2", identifier: "w", keys: [key], holding: run });
    deps.advance(29.9);
    expect([await recover(run), await offer("b")]).toEqual([false, undefined]);
    await answer("a2", run, false);
    deps.advance(10);
    expect([await offer("b"), await recover(run), await recover(run)]).toEqual([undefined, true, false]);
    const again = await store.command("offerTask", { connection: "b", keys: [key] });
    const details = { deferred: true, task_parameters_id: PARAMETERS };
    expect(again).toMatchObject({
      id: run,
      run_count: 1,
      state_name: "AwaitingRetry",
      state: { state_details: details },
    });
  });

  test("to three more workers when each is gone in the middle of it", async () => {
    const run = await delayed();
    for (const count of [1, 2, 3, 4]) {
      expect(await offer("a")).toBe(run);
      await report(run, "RUNNING", count);
      deps.advance(30);
      expect(await recover(run)).toBe(true);
    }
    expect(await offer("a")).toBe(undefined);
    expect(await store.read("readTaskRun", { id: run })).toMatchObject({ state_type: "CRASHED" });
  });

  test("before others when they failed and have retries left", async () => {
    const state = { type: "SCHEDULED" as const, state_details: { deferred: true } };
    const create = taskRunRequest({ task_key: key, dynamic_key: "r", state, empirical_policy: { retries: 1 } });
    const { task_run } = await store.command("createTaskRun", { create, epoch: null });
    await offer("a");
    await answer("a", task_run.id, true);
    const other = await delayed();
    for (const type of ["PENDING", "RUNNING", "FAILED"] as const) await propose(task_run.id, type);
    expect([await offer("b"), await offer("b")]).toEqual([task_run.id, other]);
  });
});

describeOnDatabases("deferred task runs", (database) => {
  beforeEach(() => open(database));

  test("wait in the database: another server, or the same after a crash, offers them", async () => {
    const run = await delayed();
    const { store: other } = await database.open();
    expect((await other.command("offerTask", { connection: "a", keys: [key] }))?.id).toBe(run);
  });

  test("have workers, as long as these are heard of", async () => {
    const note = (connection: string, identifier: string, ...of: string[]) =>
      store.command("noteTaskWorker", { connection, identifier, keys: of });
    await note("1", `w-${key}`, key, "x");
    await note("2", `w-${key}`, "y");
    const list = (of: string[] | null) => store.read("listTaskWorkers", { keys: of });
    const worker = { identifier: `w-${key}`, task_keys: [key, "x", "y"], timestamp: expect.any(String) };
    expect(await list([key, "z"])).toEqual([worker]);
    await store.command("forgetTaskWorker", { connection: "1" });
    expect(await list([key])).toEqual([]);
    expect(await list(null)).toContainEqual({ ...worker, task_keys: ["y"] });
    deps.advance(31);
    expect(await list(null)).toEqual([]);
    deps.advance(3600);
    await note("3", "later", key);
    expect((await list([key])).map(({ identifier }) => identifier)).toEqual(["later"]);
  });
});
