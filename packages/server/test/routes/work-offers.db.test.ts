import { addSeconds } from "@tutti/core/instant";
import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { proposeState } from "../support/requests.ts";
import { RouteClient } from "../support/route-client.ts";
import type { TestDeps } from "../support/test-clock.ts";
import { newDueRun, newPool, newQueue, poll } from "../support/work-places.ts";

/** Runs that several workers are offered. */
const CLAIMS = Number(process.env["TUTTI_TEST_CLAIMS"] ?? 60);

let pools = 0;

describeOnDatabases("the runs that a worker is offered", (database) => {
  let store: Store;
  let deps: TestDeps;
  let name: string;
  beforeEach(async () => {
    ({ store, deps } = await database.open());
    name = `offers-${++pools}`;
    await newPool(store, { name });
  });

  const offered = async (fields: Parameters<typeof poll>[2] = {}) =>
    (await poll(store, name, fields)).runs.map((offer) => offer.flow_run.id);

  test("come by priority of their queue, then by time, and stay as they are", async () => {
    await newQueue(store, name, { name: "first", priority: 1 });
    const late = await newDueRun(store, addSeconds(deps.now(), 20), name);
    const early = await newDueRun(store, deps.now(), name);
    const urgent = await newDueRun(store, addSeconds(deps.now(), 60), name, "first");
    expect(await offered()).toEqual([urgent, early, late]);
    expect(await offered({ limit: 2 })).toEqual([urgent, early]);
    expect(await offered({ work_queue_names: ["default"] })).toEqual([early, late]);
    expect(await store.read("readFlowRun", { id: early })).toMatchObject({ state_type: "SCHEDULED", run_count: 0 });
  });

  test("come from many queues in few reads", async () => {
    const runs: string[] = [];
    for (let index = 0; index < 20; index += 1) {
      await newQueue(store, name, { name: `queue-${index}` });
      runs.push(await newDueRun(store, deps.now(), name, `queue-${index}`));
    }
    expect(await offered()).toEqual(runs);
    expect(await offered({ limit: 12 })).toEqual(runs.slice(0, 12));
  });

  test("are at most the free slots of queue and pool", async () => {
    const limited = `${name}-limited`;
    await newPool(store, { name: limited, concurrency_limit: 3 });
    await newQueue(store, limited, { name: "one", concurrency_limit: 1, priority: 1 });
    const first = await newDueRun(store, deps.now(), limited, "one");
    for (const queue of ["one", "default", "default", "default"]) await newDueRun(store, deps.now(), limited, queue);
    const names = async () => (await poll(store, limited)).runs.map(({ flow_run }) => flow_run.work_queue_name);
    expect(await names()).toEqual(["one", "default", "default"]);
    await proposeState(store, first, { type: "PENDING" });
    expect(await names()).toEqual(["default", "default"]);
    await proposeState(store, first, { type: "RUNNING" });
    await proposeState(store, first, { type: "COMPLETED" });
    expect(await names()).toEqual(["one", "default", "default"]);
  });
});

describeOnDatabases("runs", (database) => {
  test("may be offered twice, but one alone takes each", { timeout: 60_000 + CLAIMS * 600 }, async () => {
    const { store, deps } = await database.open();
    const name = `offers-${++pools}`;
    await newPool(store, { name });
    const runs: string[] = [];
    for (let made = 0; made < CLAIMS; made++) runs.push(await newDueRun(store, deps.now(), name));
    let offers = 0;
    const taken = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const won: string[] = [];
        for (;;) {
          const offered = (await poll(store, name, { limit: 50 })).runs.map((offer) => offer.flow_run.id);
          if (offered.length === 0) return won;
          offers += offered.length;
          const answers = await Promise.all(offered.map((id) => proposeState(store, id, { type: "PENDING" })));
          won.push(...offered.filter((_, index) => answers[index]?.status === "ACCEPT"));
        }
      }),
    );
    expect(taken.flat().toSorted()).toEqual(runs.toSorted());
    expect(offers).toBeGreaterThan(CLAIMS);
  });
});

async function open(database: DatabaseUnderTest) {
  const { store, deps } = await database.open();
  return { store, deps, client: new RouteClient(store, deps), name: `polls-${++pools}` };
}

describeOnDatabases("a poll", (database) => {
  test("is written down once in a while, and leaves `updated` as it is", async () => {
    const { store, deps, client, name } = await open(database);
    await newPool(store, { name });
    const before = await store.read("readWorkQueue", { pool: name, name: "default" });
    expect((await poll(store, name)).polled).toEqual([before?.id]);
    deps.advance(1);
    await client.expect(200, "POST", `/work_pools/${name}/get_scheduled_flow_runs`, {});
    const after = await store.read("readWorkQueue", { pool: name, name: "default" });
    expect(after).toEqual({ ...before, status: "READY", last_polled: expect.any(String) });
    deps.advance(9);
    expect((await poll(store, name)).polled).toEqual([]);
    deps.advance(1);
    expect((await poll(store, name)).polled).toEqual([before?.id]);
  });

  test("readies the deployments that send their runs there", async () => {
    const { store, client, deps, name } = await open(database);
    await newPool(store, { name });
    const flow = Object(await client.expect(201, "POST", "/flows/", { name })) as { id: string };
    const made = { name, flow_id: flow.id, work_pool_name: name };
    const path = `/deployments/${(Object(await client.expect(201, "POST", "/deployments/", made)) as { id: string }).id}`;
    const before = Object(await client.expect(200, "GET", path)) as object;
    expect(before).toMatchObject({ status: "NOT_READY", last_polled: null });
    deps.advance(5);
    await client.expect(200, "POST", `/work_pools/${name}/get_scheduled_flow_runs`, {});
    const after = await client.expect(200, "GET", path);
    expect(after).toEqual({ ...before, status: "READY", last_polled: expect.any(String) });
    expect((await poll(store, name)).polled).toEqual([]);
  });

  test("of a person who only looks is none", async () => {
    const { store, client, name } = await open(database);
    const { default_queue_id } = await newPool(store, { name });
    const path = `/work_queues/${default_queue_id}`;
    const look = await client.ask("POST", `${path}/get_runs`, {}, { "x-prefect-ui": "true" });
    expect(look.status).toBe(200);
    expect(await client.expect(200, "GET", path)).toMatchObject({ last_polled: null, status: "NOT_READY" });
    await client.expect(200, "POST", `${path}/get_runs`, {});
    expect(await client.expect(200, "GET", path)).toMatchObject({ status: "READY" });
  });
});

describeOnDatabases("an agent's poll", (database) => {
  test("of a queue with a filter offers the runs of deployments that it selects", async () => {
    const { store, client, name } = await open(database);
    await newPool(store, { name });
    const flow = Object(await client.expect(201, "POST", "/flows/", { name })) as { id: string };
    const deployment = Object(await client.expect(201, "POST", "/deployments/", { name, flow_id: flow.id })) as {
      id: string;
    };
    const queue = await newQueue(store, name, {
      name: "selecting",
      filter: { tags: ["wanted"] },
      concurrency_limit: 2,
    });
    for (const tags of [["wanted", "more"], ["wanted"], ["other"], ["wanted"]]) {
      await client.expect(201, "POST", `/deployments/${deployment.id}/create_flow_run`, { tags });
    }
    const runs = (await client.expect(200, "POST", `/work_queues/${queue.id}/get_runs`, {})) as { tags: string[] }[];
    expect(runs.map(({ tags }) => tags)).toEqual([["wanted", "more"], ["wanted"]]);
  });
});
