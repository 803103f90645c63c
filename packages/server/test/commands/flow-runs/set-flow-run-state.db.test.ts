import { randomUUID } from "node:crypto";
import { formatInstant, parseInstant } from "@tutti/core/instant";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../../support/databases.ts";
import { newFlowRun, proposeState, stateRequest } from "../../support/requests.ts";

describeOnDatabases("an accepted state of a flow run", (database) => {
  test("is answered, saved, and counted in the run's bookkeeping", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store);
    deps.advance(1);
    const startedAt = formatInstant(deps.now());
    const running = await proposeState(store, id, { type: "RUNNING", message: "go" });
    expect(running).toMatchObject({
      status: "ACCEPT",
      state: { name: "Running", message: "go", timestamp: startedAt },
    });
    deps.advance(2);
    const done = await proposeState(store, id, { type: "COMPLETED", data: { n: 1 } });
    const run = await store.read("readFlowRun", { id });
    expect(run).toMatchObject({
      state_id: done.state?.id,
      state_type: "COMPLETED",
      run_count: 1,
      start_time: startedAt,
      end_time: formatInstant(deps.now()),
      total_run_time: 2,
      state: done.state,
    });
    const states = await store.read("listFlowRunStates", { flowRunId: id });
    expect(states.map((state) => state.name)).toEqual(["Pending", "Running", "Completed"]);
    expect(states[2]).toEqual(done.state);
  });

  test("that marks its result as not kept is echoed and not stored", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store);
    const data = { type: "unpersisted" };
    expect((await proposeState(store, id, { type: "COMPLETED", data })).state?.data).toEqual(data);
    expect((await store.read("readFlowRun", { id }))?.state?.data).toBeNull();
  });

  test("that names a stored result lists where it is among the artifacts", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store);
    const data = { type: "reference", storage_key: "k" };
    await proposeState(store, id, { type: "COMPLETED", data });
    const other = await newFlowRun(store);
    await proposeState(store, other, { type: "COMPLETED", data: { n: 1 } });
    const none = { artifacts: null, flows: null, task_runs: null, deployments: null };
    const of = (any_: string[]) => ({ ...none, flow_runs: { operator: "and_" as const, id: { any_ } } });
    const paging = { sort: "ID_DESC" as const, limit: 200, offset: 0 };
    expect(await store.read("listArtifacts", { ...of([id, other]), ...paging })).toMatchObject([
      { key: null, type: null, data, flow_run_id: id, task_run_id: null },
    ]);
  });
});

describeOnDatabases("states of a flow run", (database) => {
  test("stand in the order in which they were entered, though the clock was set back meanwhile", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store);
    deps.advance(1);
    const running = await proposeState(store, id, { type: "RUNNING" });
    deps.setBy(-3600);
    await proposeState(store, id, { type: "SCHEDULED", name: "AwaitingRetry" });
    deps.advance(1);
    await proposeState(store, id, { type: "RUNNING", name: "Retrying" });
    const states = await store.read("listFlowRunStates", { flowRunId: id });
    expect(states.map(({ name }) => name)).toEqual(["Pending", "Running", "AwaitingRetry", "Retrying"]);
    const at = parseInstant(running.state?.timestamp ?? "") ?? 0;
    expect(states.slice(2).map(({ timestamp }) => (parseInstant(timestamp) ?? 0) - at)).toEqual([1, 2]);
  });
});

describeOnDatabases("a proposed state of a flow run", (database) => {
  test("that comes a second time under its transition id is not taken twice", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store);
    const state = { type: "RUNNING" as const, state_details: { transition_id: randomUUID() } };
    const first = await proposeState(store, id, state);
    deps.advance(1);
    const second = await proposeState(store, id, state);
    expect(second).toMatchObject({ status: "REJECT", state: first.state });
    expect((await store.read("readFlowRun", { id }))?.run_count).toBe(1);
  });

  test("that comes once more when the run has gone on since changes nothing", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store, { empirical_policy: { retries: 1 } });
    await proposeState(store, id, { type: "RUNNING" });
    const failed = { type: "FAILED" as const, state_details: { transition_id: randomUUID() } };
    expect(await proposeState(store, id, failed)).toMatchObject({ status: "REJECT", state: { name: "AwaitingRetry" } });
    for (const type of ["RUNNING", "COMPLETED"] as const) {
      deps.advance(1);
      const next = await proposeState(store, id, { type, state_details: { transition_id: randomUUID() } });
      expect(await proposeState(store, id, failed)).toMatchObject({ status: "REJECT", state: next.state });
    }
    const states = await store.read("listFlowRunStates", { flowRunId: id });
    expect(states.map(({ name }) => name)).toEqual(["Pending", "Running", "AwaitingRetry", "Running", "Completed"]);
  });

  test("that comes from many at once is won by one", async () => {
    const store = await database.openReal();
    const id = await newFlowRun(store, { state: { type: "SCHEDULED" } });
    const answers = await Promise.all(Array.from({ length: 10 }, () => proposeState(store, id, { type: "PENDING" })));
    expect(answers.filter((answer) => answer.status === "ACCEPT")).toHaveLength(1);
    const states = await store.read("listFlowRunStates", { flowRunId: id });
    expect(states.map((state) => state.name)).toEqual(["Scheduled", "Pending"]);
  });

  test("of a run that does not exist is refused", async () => {
    const { store } = await database.open();
    const id = randomUUID();
    const refused = { code: "not_found", detail: `Flow run with id ${id} not found` };
    await expect(proposeState(store, id, { type: "RUNNING" })).rejects.toMatchObject(refused);
  });

  test("for the runs that match is decided for each by itself", async () => {
    const { store } = await database.open();
    const [waiting, ended] = [await newFlowRun(store), await newFlowRun(store)];
    await proposeState(store, ended, { type: "COMPLETED" });
    const answer = await store.command("bulkSetFlowRunState", {
      state: stateRequest({ type: "PAUSED" }),
      policy: "client",
      leaseSupport: "renews",
      epoch: null,
      flow_runs: { operator: "and_", id: { any_: [waiting, ended] } },
      limit: 50,
    });
    const byRun = Object.fromEntries(answer.results.map((result) => [result.flow_run_id, result.status]));
    expect(byRun).toEqual({ [waiting]: "REJECT", [ended]: "ABORT" });
  });
});

describeOnDatabases("the failure of a flow run", (database) => {
  test("with retries left becomes AwaitingRetry, and waits until it is due", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store, { empirical_policy: { retries: 1, retry_delay: 30 } });
    await proposeState(store, id, { type: "RUNNING" });
    const failed = await proposeState(store, id, { type: "FAILED", message: "no" });
    expect(failed).toMatchObject({ status: "REJECT", state: { type: "SCHEDULED", name: "AwaitingRetry" } });
    const early = await proposeState(store, id, { type: "RUNNING" });
    expect(early).toMatchObject({ status: "WAIT", details: { delay_seconds: 30 } });
    deps.advance(31);
    expect((await proposeState(store, id, { type: "RUNNING" })).status).toBe("ACCEPT");
    expect((await proposeState(store, id, { type: "FAILED" })).status).toBe("ACCEPT");
    expect(await store.read("readFlowRun", { id })).toMatchObject({ run_count: 2, state_name: "Failed" });
  });

  test("after its process was gone once leaves the retries it had", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store, { empirical_policy: { retries: 1 } });
    await proposeState(store, id, { type: "RUNNING" });
    await proposeState(store, id, { type: "CRASHED" });
    await proposeState(store, id, { type: "RUNNING" });
    expect((await proposeState(store, id, { type: "FAILED" })).state?.name).toBe("AwaitingRetry");
    await proposeState(store, id, { type: "RUNNING" });
    expect((await proposeState(store, id, { type: "FAILED" })).status).toBe("ACCEPT");
    expect(await store.read("readFlowRun", { id })).toMatchObject({ run_count: 3, state_name: "Failed" });
  });
});
