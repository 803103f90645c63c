import { formatInstant } from "@tutti/core/instant";
import { flowsPage } from "@tutti/core/wire/dashboard";
import { deploymentsPage, deploymentsPageSort, waitingFacts, workPoolRows } from "@tutti/core/wire/dashboard-work";
import { expect, test } from "vitest";
import { z } from "zod";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";

const made = z.looseObject({ id: z.string() });

/** A pool, two deployments to it, and a third that has no pool. */
async function open(database: DatabaseUnderTest) {
  const { store, deps } = await database.open();
  const client = new RouteClient(store, deps);
  const post = async (path: string, body: object) => made.parse(await client.expect(201, "POST", path, body)).id;
  const mark = deps.newId();
  const pool = `pool-${mark}`;
  await post("/work_pools/", { name: pool, type: "process", concurrency_limit: 2 });
  const flow_id = await post("/flows/", { name: `etl-${mark}` });
  const daily = await post("/deployments/", { name: "daily", flow_id, work_pool_name: pool, tags: ["prod"] });
  const hourly = await post("/deployments/", { name: "hourly", flow_id, work_pool_name: pool, concurrency_limit: 1 });
  const served = await post("/deployments/", { name: "served", flow_id });
  const page = async (body: object) =>
    deploymentsPage.parse(await client.expect(200, "POST", "/tutti/deployments/page", { search: mark, ...body }));
  return { client, deps, post, page, mark, pool, flow_id, ids: { daily, hourly, served } };
}

type Opened = Awaited<ReturnType<typeof open>>;

/** Each state has a time of its own: the clock goes on, so that none is ahead of it. */
async function run({ client, post, deps }: Opened, deployment: string, ...types: string[]): Promise<string> {
  const id = await post(`/deployments/${deployment}/create_flow_run`, {});
  for (const type of types) {
    await client.expect(201, "POST", `/flow_runs/${id}/set_state`, { state: { type }, force: true });
  }
  deps.advance(1);
  return id;
}

describeOnDatabases("the dashboard's deployments", (database) => {
  test("have their latest runs, newest first, and the next", async () => {
    const opened = await open(database);
    const { page, post, ids, flow_id, pool, mark } = opened;
    const old = await run(opened, ids.daily, "RUNNING", "FAILED");
    const recent = await run(opened, ids.daily, "RUNNING", "COMPLETED");
    const at = new Date(Date.UTC(2100, 0, 1)).toISOString();
    const state = { type: "SCHEDULED", state_details: { scheduled_time: at } };
    const next = await post(`/deployments/${ids.daily}/create_flow_run`, { state, name: "next" });
    const { results, total } = await page({ deployments: { tags: { all_: ["prod"] } } });
    expect(total).toEqual({ count: 1, is_bounded: false });
    expect(results).toEqual([
      expect.objectContaining({
        id: ids.daily,
        name: "daily",
        flow_id,
        flow_name: `etl-${mark}`,
        work_pool_name: pool,
        last_run: expect.objectContaining({ id: recent, state_type: "COMPLETED" }),
        next_run: { id: next, name: "next", at: "2100-01-01T00:00:00Z" },
      }),
    ]);
    expect(results[0]?.recent_runs.map(({ id }) => id)).toEqual([recent, old]);
  });

  test.each(deploymentsPageSort.options)("come each once, page by page, %s", async (sort) => {
    const opened = await open(database);
    const { page } = opened;
    await run(opened, opened.ids.hourly, "RUNNING");
    const whole = (await page({ sort })).results.map(({ name }) => name);
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const { results, next_cursor }: z.infer<typeof deploymentsPage> = await page({ sort, limit: 1, cursor });
      names.push(...results.map(({ name }) => name));
      cursor = next_cursor;
    } while (cursor !== null);
    expect(names).toEqual(whole);
    expect(names.toSorted()).toEqual(["daily", "hourly", "served"]);
    const first = { NAME_ASC: "daily", NAME_DESC: "served", CREATED_DESC: names[0], LAST_RUN_DESC: "hourly" };
    expect(names[0]).toBe(first[sort]);
  });

  test("are found by name, by pool and by id", async () => {
    const { page, pool, ids } = await open(database);
    const names = async (body: object) => (await page(body)).results.map(({ name }) => name);
    expect(await names({ search: ids.served })).toEqual(["served"]);
    expect(await names({ work_pools: { name: { any_: [pool] } } })).toEqual(["daily", "hourly"]);
  });
});

describeOnDatabases("the dashboard's flows", (database) => {
  test("tell of what comes next of them, and how many deployments they have", async () => {
    const { client, post, ids, flow_id, mark } = await open(database);
    const at = new Date(Date.UTC(2100, 0, 1)).toISOString();
    const state = { type: "SCHEDULED", state_details: { scheduled_time: at } };
    const next = await post(`/deployments/${ids.daily}/create_flow_run`, { state, name: "next" });
    const { results } = flowsPage.parse(await client.expect(200, "POST", "/tutti/flows/page", { search: mark }));
    const next_run = { id: next, name: "next", at: "2100-01-01T00:00:00Z" };
    expect(results).toEqual([expect.objectContaining({ id: flow_id, next_run, deployments: 3 })]);
  });
});

describeOnDatabases("the dashboard's work pools", (database) => {
  test("tell of their workers and of what is due or under way", async () => {
    const opened = await open(database);
    const { client, deps, pool, ids } = opened;
    await run(opened, ids.daily, "PENDING", "RUNNING");
    await run(opened, ids.daily, "PENDING");
    const due = formatInstant(deps.now());
    await run(opened, ids.hourly);
    await run(opened, ids.hourly);
    await run(opened, ids.hourly, "COMPLETED");
    await run(opened, ids.daily, "RUNNING", "FAILED");
    await client.expect(204, "POST", `/work_pools/${pool}/workers/heartbeat`, { name: "w" });
    const rows = workPoolRows.parse(await client.expect(200, "GET", "/tutti/work-pools"));
    expect(rows.find(({ name }) => name === pool)).toEqual(
      expect.objectContaining({
        type: "process",
        concurrency_limit: 2,
        active_slots: 2,
        status: "READY",
        workers: 1,
        workers_online: 1,
        last_heartbeat_time: new Date(deps.now() / 1000).toISOString().replace(".000Z", "Z"),
        running: 1,
        pending: 1,
        due: 2,
        due_since: due,
        queues: 1,
        ended: 2,
        completed: 1,
      }),
    );
  });
});

const NO_WAITS = { limits: [], events: [], retries: [], waits: [], subflows: [], is_pool_gone: false };

describeOnDatabases("what a run waits for", (database) => {
  test("is told of its deployment, its pool and its queue", async () => {
    const opened = await open(database);
    const { client, pool, ids } = opened;
    const id = await run(opened, ids.hourly);
    await client.expect(204, "PATCH", `/work_pools/${pool}/queues/default`, { is_paused: true });
    expect(await client.expect(200, "GET", `/tutti/flow-runs/${id}/waiting`)).toEqual({
      deployment: { id: ids.hourly, name: "hourly", paused: false, concurrency_limit: 1, active_slots: 0 },
      work_pool: {
        name: pool,
        type: "process",
        is_paused: false,
        concurrency_limit: 2,
        active_slots: 0,
        workers_online: 0,
        last_heartbeat_time: null,
      },
      work_queue: { name: "default", is_paused: true, concurrency_limit: null, active_slots: null, last_polled: null },
      ...NO_WAITS,
    });
  });

  test("are events that the server watches for, with what they are to happen to", async () => {
    const { client, post, flow_id } = await open(database);
    const id = await post("/flow_runs/", { flow_id });
    const waits = [
      { event: "order.paid", resource: { "prefect.resource.id": ["order.7", "order.8"] } },
      { event: "day.over", resource: {} },
    ];
    await client.expect(204, "POST", `/tutti/flow_runs/${id}/event-waits`, { waits });
    expect(await client.expect(200, "GET", `/tutti/flow-runs/${id}/waiting`)).toMatchObject({
      events: [
        { event: "order.paid", resource: "order.7 or order.8" },
        { event: "day.over", resource: null },
      ],
    });
  });

  test("is nothing of these for a run of one's own, and no run is no answer", async () => {
    const { client, post, flow_id, deps } = await open(database);
    const id = await post("/flow_runs/", { flow_id });
    const nothing = {
      deployment: null,
      work_pool: null,
      work_queue: null,
      ...NO_WAITS,
    };
    expect(await client.expect(200, "GET", `/tutti/flow-runs/${id}/waiting`)).toEqual(nothing);
    expect(await client.ask("GET", `/tutti/flow-runs/${deps.newId()}/waiting`)).toEqual({
      status: 404,
      body: { detail: "Flow run not found" },
    });
  });
});

describeOnDatabases("what a run that has begun waits for", (database) => {
  test("are subflow runs that wait themselves, unless a step of the run is under way", async () => {
    const { client, post, flow_id } = await open(database);
    const id = await post("/flow_runs/", { flow_id });
    const task = (key: string, type: string) =>
      post("/task_runs/", { flow_run_id: id, task_key: key, dynamic_key: "0", state: { type } });
    const subflow = async (name: string, state: object) =>
      post("/flow_runs/", { flow_id, name, parent_task_run_id: await task(name, "PENDING"), state });
    const told = async () =>
      waitingFacts.parse(await client.expect(200, "GET", `/tutti/flow-runs/${id}/waiting`)).subflows;
    const late = await subflow("green-fox", { type: "SCHEDULED", name: "Late" });
    const paused = await subflow("red-owl", { type: "PAUSED" });
    const both = [
      { flow_run_id: late, name: "green-fox", state_name: "Late" },
      { flow_run_id: paused, name: "red-owl", state_name: "Paused" },
    ];
    expect(await told()).toEqual(both);
    const step = await task("fit", "RUNNING");
    expect(await told()).toEqual([]);
    await client.expect(201, "POST", `/task_runs/${step}/set_state`, { state: { type: "COMPLETED" }, force: true });
    expect(await told()).toEqual(both);
    await client.expect(201, "POST", `/flow_runs/${late}/set_state`, { state: { type: "RUNNING" }, force: true });
    expect(await told()).toEqual([]);
  });
});
