import { formatInstant } from "@tutti/core/instant";
import { expect, test } from "vitest";
import { z } from "zod";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";
import { toldEvents } from "../support/told-events.ts";

async function open(database: DatabaseUnderTest) {
  const { store, deps } = await database.open();
  return { client: new RouteClient(store, deps), deps };
}

const poolSchema = z.looseObject({ id: z.string(), default_queue_id: z.string(), status: z.string().nullable() });

async function newPool(client: RouteClient, name: string, rest: object = {}) {
  return poolSchema.parse(await client.expect(201, "POST", "/work_pools/", { name, type: "process", ...rest }));
}

describeOnDatabases("a work pool", (database) => {
  test("is made with its default queue, and keeps the digits of its template", async () => {
    const { client, deps } = await open(database);
    const at = formatInstant(deps.now());
    const pool = await newPool(client, "made", { concurrency_limit: 2 });
    expect(pool).toEqual({
      id: expect.any(String),
      created: at,
      updated: at,
      name: "made",
      description: null,
      type: "process",
      base_job_template: {},
      is_paused: false,
      concurrency_limit: 2,
      status: "NOT_READY",
      default_queue_id: expect.any(String),
      storage_configuration: {
        bundle_upload_step: null,
        bundle_execution_step: null,
        default_result_storage_block_id: null,
      },
      active_slots: 0,
    });
    expect(await client.expect(200, "GET", "/work_pools/made")).toEqual(pool);
    expect(await client.expect(200, "GET", `/work_queues/${pool.default_queue_id}`)).toMatchObject({
      name: "default",
      priority: 1,
      work_pool_name: "made",
      status: "NOT_READY",
    });
  });
});

describeOnDatabases("the life of a work pool", (database) => {
  test("is told in events, of which those of its status follow one another", async () => {
    const { client, deps } = await open(database);
    const { id, default_queue_id } = await newPool(client, "told");
    await client.expect(204, "PATCH", "/work_pools/told", { concurrency_limit: 3, description: null });
    await client.expect(204, "POST", "/work_pools/told/workers/heartbeat", { name: "w" });
    await client.expect(204, "PATCH", "/work_pools/told", { is_paused: true });
    deps.advance(600);
    await client.expect(204, "PATCH", "/work_pools/told", { is_paused: false });
    await client.expect(204, "DELETE", "/work_pools/told");
    const named = { "prefect.resource.id": `prefect.work-pool.${id}`, "prefect.resource.name": "told" };
    const status = { ...named, "prefect.work-pool.type": "process" };
    const resource = { ...status, "prefect.resource.role": "work-pool" };
    const related = [
      { "prefect.resource.id": `prefect.work-queue.${default_queue_id}`, "prefect.resource.role": "default-queue" },
    ];
    const told = await toldEvents(database, `prefect.work-pool.${id}`);
    const plain = { id: expect.any(String), related: [], payload: {}, follows: null };
    expect(told).toEqual([
      { ...plain, event: "prefect.work-pool.created", resource, related },
      { ...plain, event: "prefect.work-pool.not-ready", resource: status },
      {
        ...plain,
        event: "prefect.work-pool.updated",
        resource,
        payload: { updated_fields: ["concurrency_limit"], updates: { concurrency_limit: { from: null, to: 3 } } },
      },
      { ...plain, event: "prefect.work-pool.ready", resource: status },
      { ...plain, event: "prefect.work-pool.paused", resource: status, follows: told[3]?.id },
      { ...plain, event: "prefect.work-pool.ready", resource: status },
      { ...plain, event: "prefect.work-pool.deleted", resource, related },
    ]);
    expect((await toldEvents(database, `prefect.work-queue.${default_queue_id}`)).map(({ event }) => event)).toEqual([
      "prefect.work-queue.created",
      "prefect.work-queue.deleted",
    ]);
  });
});

describeOnDatabases("a change of a work pool", (database) => {
  test.each([
    ["a reserved name", "POST", "/work_pools/", { name: "prefect-x" }, 403],
    ["a reserved pool's field", "PATCH", "/work_pools/Prefect-x", { description: "x" }, 403],
    ["a reserved pool", "DELETE", "/work_pools/prefect-x", undefined, 403],
    ["a template that is null", "PATCH", "/work_pools/refused", { base_job_template: null }, 409],
    ["a pause that is null", "PATCH", "/work_pools/refused", { is_paused: null }, 409],
    ["a storage that is null", "PATCH", "/work_pools/refused", { storage_configuration: null }, 409],
  ] as const)("refuses %s", async (_what, method, path, body, status) => {
    const { client } = await open(database);
    await client.ask("POST", "/work_pools/", { name: "refused", type: "process" });
    expect((await client.ask(method, path, body)).status).toBe(status);
  });
});

describeOnDatabases("a work queue", (database) => {
  test("tells of its life, and of its pool", async () => {
    const { client } = await open(database);
    const pool = await newPool(client, "lives");
    const created = await client.expect(201, "POST", "/work_pools/lives/queues", { name: "q" });
    const { id } = z.looseObject({ id: z.string() }).parse(created);
    await client.expect(204, "PATCH", "/work_pools/lives/queues/q", { priority: 1, filter: { tags: [] } });
    for (const is_paused of [true, true, false]) {
      await client.expect(204, "PATCH", `/work_queues/${id}`, { is_paused });
    }
    await client.expect(204, "DELETE", `/work_queues/${id}`);
    const common = {
      id: expect.any(String),
      resource: {
        "prefect.resource.id": `prefect.work-queue.${id}`,
        "prefect.resource.name": "q",
        "prefect.resource.role": "work-queue",
      },
      related: [
        {
          "prefect.resource.id": `prefect.work-pool.${pool.id}`,
          "prefect.resource.name": "lives",
          "prefect.work-pool.type": "process",
          "prefect.resource.role": "work-pool",
        },
      ],
      payload: {},
      follows: null,
    };
    const updates = { priority: { from: 2, to: 1 } };
    expect(await toldEvents(database, `prefect.work-queue.${id}`)).toEqual([
      { ...common, event: "prefect.work-queue.created" },
      { ...common, event: "prefect.work-queue.updated", payload: { updated_fields: ["priority"], updates } },
      { ...common, event: "prefect.work-queue.paused" },
      { ...common, event: "prefect.work-queue.not-ready" },
      { ...common, event: "prefect.work-queue.deleted" },
    ]);
    expect(await client.expect(200, "GET", `/work_queues/${pool.default_queue_id}`)).toMatchObject({ priority: 2 });
  });

  test("has a name and a priority, a name of its own, and a pool keeps its default one", async () => {
    const { client } = await open(database);
    await newPool(client, "keeps");
    await client.expect(201, "POST", "/work_pools/keeps/queues", { name: "q" });
    for (const changes of [{ name: null }, { priority: null }, { name: "default" }]) {
      expect((await client.ask("PATCH", "/work_pools/keeps/queues/q", changes)).status).toBe(409);
    }
    await client.expect(204, "PATCH", "/work_pools/keeps/queues/q", { name: "q" });
    expect((await client.ask("DELETE", "/work_pools/keeps/queues/default")).status).toBe(409);
  });

  test("without a pool stands in the agents' pool, which comes with the first", async () => {
    const { client } = await open(database);
    expect((await client.ask("GET", "/work_queues/name/default")).status).toBe(404);
    const first = await client.expect(201, "POST", "/work_queues/", { name: "default" });
    expect(first).toMatchObject({ name: "default", priority: 1, work_pool_name: "default-agent-pool" });
    expect((await client.ask("POST", "/work_queues/", { name: "default" })).status).toBe(409);
    expect(await client.expect(200, "GET", "/work_queues/name/default")).toEqual(first);
  });
});
