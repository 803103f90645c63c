import { randomUUID } from "node:crypto";
import { formatInstant } from "@tutti/core/instant";
import { expect, test } from "vitest";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { flowRunRequest, newFlowRun, proposeState, taskRunRequest } from "../support/requests.ts";
import { RouteClient } from "../support/route-client.ts";

async function open(database: DatabaseUnderTest) {
  const { store, deps } = await database.open();
  return { client: new RouteClient(store, deps), deps, store };
}

const unknown = randomUUID();
const detail = (text: string) => ({ status: 404, body: { detail: text } });
const message = (text: string) => ({ status: 404, body: { exception_message: text } });

describeOnDatabases("what is not there", (database) => {
  test.each([
    [`/flows/${unknown}`, detail("Flow not found")],
    ["/flows/name/nothing", detail("Flow not found")],
    [`/flow_runs/${unknown}`, detail("Flow run not found")],
    [`/flow_runs/${unknown}/graph`, message(`Flow run with id ${unknown} not found`)],
    [`/flow_runs/${unknown}/graph-v2`, message(`Flow run ${unknown} not found`)],
    [`/task_runs/${unknown}`, detail("Task not found")],
    [`/ui/task_runs/${unknown}`, detail("Task not found")],
    [`/flow_run_states/${unknown}`, detail("Flow run state not found")],
    [`/task_run_states/${unknown}`, detail("Flow run state not found")],
    [`/tutti/flow-runs/${unknown}/timeline`, detail("Flow run not found")],
    [`/flow_run_states/?flow_run_id=${unknown}`, { status: 200, body: [] }],
    [`/task_run_states/?task_run_id=${unknown}`, { status: 200, body: [] }],
  ])("GET %s says so", async (path, answer) => {
    const { client } = await open(database);
    expect(await client.ask("GET", path)).toEqual(answer);
  });

  test("has no logs", async () => {
    const { client } = await open(database);
    expect(await client.ask("POST", `/tutti/flow-runs/${unknown}/logs`, {})).toEqual(detail("Flow run not found"));
  });
});

/** What a new Pending run named "whole" reads as two seconds later, besides what differs from run to run. */
const newRun = {
  name: "whole",
  flow_id: expect.any(String),
  state_id: expect.any(String),
  deployment_id: null,
  deployment_version: null,
  work_queue_id: null,
  work_queue_name: null,
  flow_version: null,
  idempotency_key: null,
  context: {},
  empirical_policy: {
    max_retries: 0,
    retry_delay_seconds: 0,
    retries: null,
    retry_delay: null,
    pause_keys: [],
    resuming: false,
    retry_type: null,
  },
  tags: ["b", "a"],
  labels: { "prefect.flow.id": expect.any(String) },
  parent_task_run_id: null,
  state_type: "PENDING",
  state_name: "Pending",
  run_count: 0,
  next_scheduled_start_time: null,
  start_time: null,
  end_time: null,
  total_run_time: 0,
  estimated_run_time: 0,
  estimated_start_time_delta: 2,
  auto_scheduled: false,
  infrastructure_document_id: null,
  infrastructure_pid: null,
  created_by: null,
  work_pool_id: null,
  work_pool_name: null,
  job_variables: {},
};

describeOnDatabases("a flow run", (database) => {
  test("is read whole, with its state, as it was written", async () => {
    const { client, deps, store } = await open(database);
    const parameters = { n: 1, nested: { list: [1, "ä", null] } };
    const id = await newFlowRun(store, { name: "whole", parameters, tags: ["b", "a"] });
    const at = formatInstant(deps.now());
    deps.advance(2);
    const run = await client.expect(200, "GET", `/flow_runs/${id}`);
    expect(run).toEqual({
      ...newRun,
      id,
      created: at,
      updated: at,
      expected_start_time: at,
      parameters,
      state: expect.objectContaining({ type: "PENDING", name: "Pending", timestamp: at }),
    });
    const list = await client.expect(200, "POST", "/flow_runs/filter", { flow_runs: { id: { any_: [id] } } });
    expect(list).toEqual([run]);
  });

  test("grows its estimated run time while it runs, and has its states in order", async () => {
    const { client, deps, store } = await open(database);
    const id = await newFlowRun(store);
    deps.advance(1);
    await proposeState(store, id, { type: "RUNNING" });
    deps.advance(1.5);
    expect(await client.expect(200, "GET", `/flow_runs/${id}`)).toMatchObject({
      total_run_time: 0,
      estimated_run_time: 1.5,
      estimated_start_time_delta: 1,
    });
    await proposeState(store, id, { type: "COMPLETED" });
    const states = await client.expect(200, "GET", `/flow_run_states/?flow_run_id=${id}`);
    expect(states).toMatchObject([{ type: "PENDING" }, { type: "RUNNING" }, { type: "COMPLETED" }]);
    const [first] = Object(states);
    expect(await client.expect(200, "GET", `/flow_run_states/${first.id}`)).toEqual(first);
  });
});

describeOnDatabases("what Prefect's UI asks", (database) => {
  test("names the flow run of a task run, and leaves placeholders out of counts", async () => {
    const { client, store } = await open(database);
    const id = await newFlowRun(store, { name: "parent" });
    const tasks = await Promise.all(
      ["a", "b"].map(async (key) => {
        const create = taskRunRequest({ flow_run_id: id, task_key: key, dynamic_key: "0" });
        return store.command("createTaskRun", { create, epoch: null });
      }),
    );
    const [placeholder, task] = tasks.map(({ task_run }) => task_run.id);
    const { flow_id } = Object(await client.expect(200, "GET", `/flow_runs/${id}`));
    const create = flowRunRequest({ flow_id, parent_task_run_id: placeholder });
    await store.command("createFlowRun", { create, epoch: null });
    expect(await client.expect(200, "GET", `/ui/task_runs/${task}`)).toMatchObject({
      id: task,
      flow_run_name: "parent",
    });
    const counts = await client.expect(200, "POST", "/ui/flow_runs/count-task-runs", { flow_run_ids: [id] });
    expect(counts).toEqual({ [id]: 1 });
  });

  test.each([
    ["/flow_runs/history", { ...range(0.5) }, "History interval must not be less than 1 second."],
    ["/task_runs/history", { ...range(0) }, "History interval must not be less than 1 second."],
    ["/ui/task_runs/dashboard/counts", { task_runs: {} }, "task_runs.start_time.after_ is required"],
    ["/flow_runs/filter", { limit: 201 }, "Invalid limit: must be less than or equal to 200."],
    ["/task_runs/paginate", { limit: -1 }, "Invalid limit: must be greater than or equal to 0."],
  ])("POST %s refuses %j in Prefect's words", async (path, body, words) => {
    const { client } = await open(database);
    expect(await client.ask("POST", path, body)).toEqual({ status: 422, body: { detail: words } });
  });

  test("a cursor that is none is refused", async () => {
    const { client } = await open(database);
    const answer = { status: 400, body: { detail: "The cursor is not one this list gave." } };
    expect(await client.ask("POST", "/tutti/runs/page", { cursor: "x" })).toEqual(answer);
    expect(await client.ask("POST", "/tutti/flows/page", { cursor: "x" })).toEqual(answer);
  });
});

function range(seconds: number) {
  return {
    history_start: "2026-01-01T00:00:00Z",
    history_end: "2026-01-02T00:00:00Z",
    history_interval_seconds: seconds,
  };
}
