import { randomUUID } from "node:crypto";
import { addSeconds, formatInstant } from "@tutti/core/instant";
import type { LiveChange } from "@tutti/core/wire/live";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../../support/databases.ts";
import { newFlowRun } from "../../support/requests.ts";
import { taskRunRecord } from "../../support/task-run-event.ts";

describeOnDatabases("a recorded event", (database) => {
  test("a reported task run is stored with the fields of its report, its state and the state's data", async () => {
    const { store, deps } = await database.open();
    const flowRunId = await newFlowRun(store);
    const taskRunId = randomUUID();
    const at = deps.now();
    const event = taskRunRecord({
      flowRunId,
      taskRunId,
      at,
      type: "COMPLETED",
      name: "Completed",
      data: { n: 1 },
      taskRun: { tags: ["a"], labels: { q: 1 }, run_count: 1, start_time: formatInstant(at), total_run_time: 1.5 },
    });
    const outcome = await store.command("recordEvents", { events: [event] });
    expect(outcome).toEqual([{ id: event.row.id, refusal: null }]);
    expect(await store.read("readTaskRun", { id: taskRunId })).toMatchObject({
      id: taskRunId,
      name: "step-0",
      flow_run_id: flowRunId,
      tags: ["a"],
      labels: { q: 1 },
      run_count: 1,
      start_time: formatInstant(at),
      end_time: null,
      total_run_time: 1.5,
      state: {
        id: event.row.id,
        type: "COMPLETED",
        name: "Completed",
        timestamp: formatInstant(at),
        data: { n: 1 },
        state_details: { flow_run_id: flowRunId, task_run_id: taskRunId },
      },
    });
  });

  test("an event that comes twice changes nothing the second time", async () => {
    const { store, deps } = await database.open();
    const flowRunId = await newFlowRun(store);
    const taskRunId = randomUUID();
    const event = taskRunRecord({ flowRunId, taskRunId, at: deps.now(), type: "RUNNING", name: "Running" });
    await store.command("recordEvents", { events: [event, event] });
    const before = await store.read("readTaskRun", { id: taskRunId });
    deps.advance(5);
    const changes: LiveChange[] = [];
    store.onChanges((told) => changes.push(...told));
    expect(await store.command("recordEvents", { events: [event] })).toEqual([{ id: event.row.id, refusal: null }]);
    const after = await store.read("readTaskRun", { id: taskRunId });
    expect({ ...after, estimated_run_time: 0 }).toEqual({ ...before, estimated_run_time: 0 });
    expect(await store.read("listTaskRunStates", { taskRunId })).toHaveLength(1);
    expect(changes).toEqual([]);
  });
});

describeOnDatabases("reports of one task run", (database) => {
  test("the order of arrival does not matter: the latest state wins and the history is whole", async () => {
    const { store, deps } = await database.open();
    const flowRunId = await newFlowRun(store);
    const taskRunId = randomUUID();
    const running = taskRunRecord({ flowRunId, taskRunId, at: deps.now(), type: "RUNNING", name: "Running" });
    const at = addSeconds(deps.now(), 1);
    const completed = taskRunRecord({ flowRunId, taskRunId, at, type: "COMPLETED", name: "Completed" });
    await store.command("recordEvents", { events: [completed] });
    await store.command("recordEvents", { events: [running] });
    const run = await store.read("readTaskRun", { id: taskRunId });
    expect(run).toMatchObject({ state_type: "COMPLETED", state_id: completed.row.id });
    const states = await store.read("listTaskRunStates", { taskRunId });
    expect(states.map((state) => state.name)).toEqual(["Running", "Completed"]);
  });

  test("the same flow run, task key and dynamic key are the same task run, whatever its id", async () => {
    const { store, deps } = await database.open();
    const flowRunId = await newFlowRun(store);
    const [first, second] = [randomUUID(), randomUUID()];
    const one = { flowRunId, type: "RUNNING", name: "Running" } as const;
    await store.command("recordEvents", { events: [taskRunRecord({ ...one, taskRunId: first, at: deps.now() })] });
    const later = { ...one, taskRunId: second, at: addSeconds(deps.now(), 1) };
    await store.command("recordEvents", { events: [taskRunRecord(later)] });
    expect(await store.read("readTaskRun", { id: second })).toBeNull();
    const states = await store.read("listTaskRunStates", { taskRunId: first });
    expect(states.map((state) => state.state_details.task_run_id)).toEqual([first, first]);
  });

  test("reports of the same task run that arrive at the same time make one row", async () => {
    const store = await database.openReal();
    const flowRunId = await newFlowRun(store);
    const at = addSeconds((await database.open()).deps.now(), 0);
    const events = Array.from({ length: 20 }, (_, index) =>
      taskRunRecord({
        flowRunId,
        taskRunId: randomUUID(),
        at: addSeconds(at, index),
        type: "RUNNING",
        name: "Running",
      }),
    );
    await Promise.all(events.map((event) => store.command("recordEvents", { events: [event] })));
    const runs = await store.read("countTaskRuns", {
      flows: null,
      flow_runs: { operator: "and_", id: { any_: [flowRunId] } },
      task_runs: null,
      deployments: null,
    });
    expect(runs).toBe(1);
  });
});

describeOnDatabases("a reported result", (database) => {
  test("numbers in results stay what they were", async () => {
    const { store, deps } = await database.open();
    const taskRunId = randomUUID();
    const flowRunId = await newFlowRun(store);
    const record = taskRunRecord({ flowRunId, taskRunId, at: deps.now(), type: "COMPLETED", name: "Completed" });
    const { taskRun } = record;
    if (taskRun?.state.type !== "COMPLETED") throw new Error("the report is of a completed task run");
    const state = { ...taskRun.state, data: "[5.0,9007199254740993]" };
    await store.command("recordEvents", { events: [{ ...record, taskRun: { ...taskRun, state } }] });
    const run = await store.read("readTaskRun", { id: taskRunId });
    expect(JSON.stringify(run?.state?.data)).toBe("[5.0,9007199254740993]");
  });
});

describeOnDatabases("a refused event", (database) => {
  test("a report for a flow run that does not exist is refused and harms none of its neighbours", async () => {
    const { store, deps } = await database.open();
    const flowRunId = await newFlowRun(store);
    const gone = randomUUID();
    const [lost, kept] = [randomUUID(), randomUUID()];
    const report = { at: deps.now(), type: "RUNNING", name: "Running" } as const;
    const events = [
      taskRunRecord({ ...report, flowRunId: gone, taskRunId: lost }),
      taskRunRecord({ ...report, flowRunId, taskRunId: kept }),
    ];
    const [refused, stored] = await store.command("recordEvents", { events });
    expect(refused?.refusal).toEqual({ code: "invalid_event", detail: `there is no flow run ${gone}` });
    expect(stored?.refusal).toBeNull();
    expect(await store.read("readTaskRun", { id: lost })).toBeNull();
    expect(await store.read("readTaskRun", { id: kept })).not.toBeNull();
  });

  test("an event of a stale epoch is refused with lease_lost and changes nothing", async () => {
    const { store, deps } = await database.open();
    const flowRunId = await newFlowRun(store);
    const taskRunId = randomUUID();
    await store.command("acquireLease", { id: flowRunId, owner: "a", ttlSeconds: 10 });
    deps.advance(20);
    const { epoch } = await store.command("acquireLease", { id: flowRunId, owner: "b", ttlSeconds: 10 });
    const report = { flowRunId, taskRunId, at: deps.now(), type: "RUNNING", name: "Running" } as const;
    const [stale] = await store.command("recordEvents", { events: [taskRunRecord({ ...report, epoch: epoch - 1 })] });
    expect(stale?.refusal).toEqual({ code: "lease_lost", detail: "the write is of epoch 1, the run is at 2" });
    expect(await store.read("readTaskRun", { id: taskRunId })).toBeNull();
    const [fresh] = await store.command("recordEvents", { events: [taskRunRecord({ ...report, epoch })] });
    expect(fresh?.refusal).toBeNull();
  });
});

describeOnDatabases("reports under leases", (database) => {
  test("of reports of different epochs the newer epoch's wins, whatever the clocks of their machines say", async () => {
    const { store, deps } = await database.open();
    const flowRunId = await newFlowRun(store);
    const taskRunId = randomUUID();
    const report = { flowRunId, taskRunId } as const;
    await store.command("acquireLease", { id: flowRunId, owner: "ahead", ttlSeconds: 10 });
    const ahead = { ...report, at: addSeconds(deps.now(), 60), type: "RUNNING", name: "Running", epoch: 1 } as const;
    await store.command("recordEvents", { events: [taskRunRecord(ahead)] });
    deps.advance(20);
    await store.command("acquireLease", { id: flowRunId, owner: "on time", ttlSeconds: 10 });
    expect(await store.read("readTaskRun", { id: taskRunId })).toMatchObject({ state_type: "CRASHED" });
    const done = { ...report, at: deps.now(), type: "COMPLETED", name: "Completed", epoch: 2 } as const;
    await store.command("recordEvents", { events: [taskRunRecord(done)] });
    expect(await store.read("readTaskRun", { id: taskRunId })).toMatchObject({ state_type: "COMPLETED" });
  });
});

describeOnDatabases("many reports in one command", (database) => {
  test("are stored like one after the other: the last state is the run's, all are its history", async () => {
    const { store, deps } = await database.open();
    const flowRunId = await newFlowRun(store);
    const ids = Array.from({ length: 120 }, () => randomUUID());
    const events = ids.flatMap((taskRunId, index) => {
      const report = { flowRunId, taskRunId, dynamicKey: String(index) };
      const later = addSeconds(deps.now(), 1);
      return [
        taskRunRecord({ ...report, at: deps.now(), type: "RUNNING", name: "Running", taskRun: { run_count: 1 } }),
        taskRunRecord({ ...report, at: later, type: "COMPLETED", name: "Completed" }),
      ];
    });
    const changes: LiveChange[] = [];
    store.onChanges((told) => changes.push(...told));
    const outcomes = await store.command("recordEvents", { events });
    expect(outcomes.filter((outcome) => outcome.refusal !== null)).toEqual([]);
    const last = await store.read("readTaskRun", { id: ids[119] ?? "" });
    expect(last).toMatchObject({ state_type: "COMPLETED", run_count: 1 });
    expect(changes).toHaveLength(120);
    expect(changes[119]).toEqual({ kind: "task-run", task_run: last });
    const states = await store.read("listTaskRunStates", { taskRunId: ids[0] ?? "" });
    expect(states.map((state) => state.name)).toEqual(["Running", "Completed"]);
  });

  test("of one id under two keys are one run", async () => {
    const { store, deps } = await database.open();
    const flowRunId = await newFlowRun(store);
    const taskRunId = randomUUID();
    const report = { flowRunId, taskRunId, type: "RUNNING", name: "Running" } as const;
    const events = [
      taskRunRecord({ ...report, at: deps.now(), dynamicKey: "a" }),
      taskRunRecord({ ...report, at: addSeconds(deps.now(), 1), dynamicKey: "b" }),
    ];
    await store.command("recordEvents", { events });
    expect(await store.read("readTaskRun", { id: taskRunId })).toMatchObject({ dynamic_key: "a" });
    expect(await store.read("listTaskRunStates", { taskRunId })).toHaveLength(2);
  });
});
