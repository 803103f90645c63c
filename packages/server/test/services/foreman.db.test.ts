import { pino } from "pino";
import { expect, test } from "vitest";
import { foreman } from "../../src/services/foreman.ts";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";
import { toldEvents } from "../support/told-events.ts";
import { newPool, poll } from "../support/work-places.ts";

const logger = pino({ level: "silent" });
const SETTINGS = { heartbeatsMissedMax: 3, heartbeatSeconds: 30, deploymentSeconds: 60, queueSeconds: 60 };
let pools = 0;

async function open(database: DatabaseUnderTest) {
  const { store, deps } = await database.open();
  const name = `foreman-${++pools}`;
  const { id, default_queue_id } = await newPool(store, { name });
  return {
    id,
    default_queue_id,
    name,
    store,
    deps,
    tick: () => foreman(SETTINGS).tick({ store, deps, logger }),
    beat: (worker: string, heartbeat_interval_seconds: number | null = null) =>
      store.command("recordWorkerHeartbeat", { pool: name, name: worker, heartbeat_interval_seconds }),
    statusOf: async () => ({
      pool: (await store.read("readWorkPool", { name }))?.status,
      workers: (await store.read("listWorkers", { pool: name, workers: null, limit: 9, offset: 0 }))?.map((worker) => [
        worker.name,
        worker.status,
      ]),
    }),
    told: async (resource: string) => (await toldEvents(database, resource)).map(({ event }) => event),
  };
}

describeOnDatabases("the foreman of workers", (database) => {
  test("sees a worker off that missed three heartbeats, and a pool's last one readies it no more", async () => {
    const { id, deps, beat, tick, statusOf, told } = await open(database);
    await beat("slow");
    await beat("quick", 5);
    deps.advance(15);
    await tick();
    expect((await statusOf()).workers).toContainEqual(["quick", "ONLINE"]);
    deps.advance(1);
    await tick();
    expect(await statusOf()).toEqual({
      pool: "READY",
      workers: expect.arrayContaining([
        ["quick", "OFFLINE"],
        ["slow", "ONLINE"],
      ]),
    });
    deps.advance(75);
    await tick();
    expect(await statusOf()).toMatchObject({ pool: "NOT_READY" });
    await beat("slow");
    expect(await statusOf()).toMatchObject({ pool: "READY" });
    expect(await told(`prefect.work-pool.${id}`)).toEqual([
      "prefect.work-pool.created",
      "prefect.work-pool.not-ready",
      "prefect.work-pool.ready",
      "prefect.work-pool.not-ready",
      "prefect.work-pool.ready",
    ]);
  });

  test("leaves a paused pool paused, and unreadies one whose worker was forgotten", async () => {
    const { name, store, deps, beat, tick, statusOf } = await open(database);
    await beat("only");
    await store.command("deleteWorker", { pool: name, name: "only" });
    await tick();
    expect(await statusOf()).toEqual({ pool: "NOT_READY", workers: [] });
    await beat("only");
    await store.command("updateWorkPool", { name, changes: { is_paused: true } });
    deps.advance(3600);
    await tick();
    expect(await statusOf()).toEqual({ pool: "PAUSED", workers: [["only", "OFFLINE"]] });
  });
});

describeOnDatabases("the foreman of queues and deployments", (database) => {
  test("unreadies queues and deployments that were not polled for a minute", async () => {
    const { default_queue_id, name, store, deps, tick, told } = await open(database);
    const client = new RouteClient(store, deps);
    const flow = Object(await client.expect(201, "POST", "/flows/", { name })) as { id: string };
    const made = { name, flow_id: flow.id, work_pool_name: name };
    const deployment = Object(await client.expect(201, "POST", "/deployments/", made)) as { id: string };
    await store.command("recordPolls", { queueIds: (await poll(store, name)).polled });
    const statuses = async () => [
      (await store.read("readWorkQueue", { pool: name, name: "default" }))?.status,
      Reflect.get(Object(await client.expect(200, "GET", `/deployments/${deployment.id}`)), "status"),
    ];
    deps.advance(60);
    await tick();
    expect(await statuses()).toEqual(["READY", "READY"]);
    deps.advance(1);
    expect(await tick()).toBe(false);
    expect(await statuses()).toEqual(["NOT_READY", "NOT_READY"]);
    expect(await told(`prefect.work-queue.${default_queue_id}`)).toEqual([
      "prefect.work-queue.created",
      "prefect.work-queue.ready",
      "prefect.work-queue.not-ready",
    ]);
    expect(await told(`prefect.deployment.${deployment.id}`)).toEqual([
      "prefect.deployment.created",
      "prefect.deployment.ready",
      "prefect.deployment.not-ready",
    ]);
  });
});
