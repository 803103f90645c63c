import { randomUUID } from "node:crypto";
import { addSeconds, formatInstant, type Instant, parseInstant } from "@tutti/core/instant";
import { deploymentRunCreate } from "@tutti/core/wire/deployment-run";
import { beforeEach, expect, test } from "vitest";
import type { WaitingTaker } from "../../../src/commands/leases/begin-at-once.ts";
import type { Store } from "../../../src/store/store.ts";
import { type DatabaseUnderTest, describeOnDatabases } from "../../support/databases.ts";
import { eventsOfResource } from "../../support/events-of-resource.ts";
import { newFlow, proposeState, stateRequest } from "../../support/requests.ts";
import { RouteClient } from "../../support/route-client.ts";
import type { TestDeps } from "../../support/test-clock.ts";

let store: Store;
let deps: TestDeps;
let routes: RouteClient;

async function open(database: DatabaseUnderTest): Promise<void> {
  ({ store, deps } = await database.open());
  routes = new RouteClient(store, deps);
}

interface Place {
  readonly pool: string;
  readonly deployment: string;
  readonly taker: WaitingTaker;
}

/** A deployment of a pool of its own, and a process that waits for its runs. */
async function place(): Promise<Place> {
  const pool = `pool-${randomUUID()}`;
  const made = Object(await routes.expect(201, "POST", "/work_pools/", { name: pool, type: "process" }));
  const body = { name: `d-${pool}`, flow_id: await newFlow(store), work_pool_name: pool };
  const deployment = Object(await routes.expect(201, "POST", "/deployments/", body)) as { id: string; updated: string };
  const taker: WaitingTaker = {
    owner: "box:1",
    ttlSeconds: 10,
    requestId: randomUUID(),
    labels: { "prefect.worker.name": "a" },
    update: { flow_version: "v1", infrastructure_pid: "4711" },
    policy: { retries: 2, recoveries: 3 },
    deploymentUpdated: parseInstant(deployment.updated) ?? (0 as Instant),
    poolId: String(made.id),
    queueNames: [],
  };
  return { pool, deployment: deployment.id, taker };
}

function create({ deployment, taker }: Place, request: object = {}, waiting: Partial<WaitingTaker> = {}) {
  const asked = deploymentRunCreate.parse(request);
  return store.command("createDeploymentRun", { id: deployment, create: asked, waiting: { ...taker, ...waiting } });
}

describeOnDatabases("a run for which a process waits", (database) => {
  beforeEach(() => open(database));

  test("is made, leased and Running in one, and answered as it was made", async () => {
    const { flow_run, created, begun } = await create(await place(), { empirical_policy: { retry_delay: 7 } });
    expect({ created, state: flow_run.state_type }).toEqual({ created: true, state: "SCHEDULED" });
    expect(begun).toMatchObject({ status: "ACCEPT", state: { type: "RUNNING" }, lease: { owner: "box:1", epoch: 1 } });
    expect(begun?.flow_run).toEqual(await store.read("readFlowRun", { id: flow_run.id }));
    expect(begun?.flow_run).toMatchObject({
      flow_version: "v1",
      infrastructure_pid: "4711",
      empirical_policy: { retries: 2, retry_delay: 7, recoveries: 3 },
      run_count: 1,
    });
    const events = (await eventsOfResource(database, `prefect.flow-run.${flow_run.id}`)).map(({ event }) => event);
    expect(events).toEqual(["Scheduled", "Pending", "Running"].map((name) => `prefect.flow-run.${name}`));
  });

  test("is not begun again for a request that comes twice", async () => {
    const there = await place();
    const first = await create(there, { idempotency_key: "once" });
    const again = await create(there, { idempotency_key: "once" }, { requestId: randomUUID() });
    expect([first.begun === null, again.created, again.begun]).toEqual([false, false, null]);
    expect(again.flow_run.id).toBe(first.flow_run.id);
  });

  test("is started again when the word of it was lost: its lease ends, and nobody of that epoch writes any more", async () => {
    const { flow_run } = await create(await place());
    const { id } = flow_run;
    deps.advance(11);
    expect(await store.command("listEndedLeases", { by: deps.now(), limit: 10 })).toContain(id);
    await store.command("rescueFlowRun", { id, endedBefore: deps.now() });
    expect(await store.read("readFlowRun", { id })).toMatchObject({ state_name: "Recovering" });
    await expect(proposeState(store, id, { type: "COMPLETED" }, 1)).rejects.toMatchObject({ code: "lease_lost" });
  });

  test("that its worker hands back is started again at once", async () => {
    const { flow_run } = await create(await place());
    const state = stateRequest({ type: "CRASHED", message: "The run's worker stopped before it began." });
    const proposal = { policy: "client" as const, leaseSupport: "renews" as const, epoch: null, isPlannedStop: true };
    await store.command("setFlowRunState", { id: flow_run.id, state, ...proposal });
    expect(await store.read("readFlowRun", { id: flow_run.id })).toMatchObject({ state_type: "SCHEDULED" });
  });
});

type Change = (place: Place) => Promise<unknown>;

const queueOf = (pool: string) => `/work_pools/${pool}/queues/default`;
const inTheWay: [string, Change][] = [
  ["a paused pool", ({ pool }) => routes.expect(204, "PATCH", `/work_pools/${pool}`, { is_paused: true })],
  ["a pool with a limit", ({ pool }) => routes.expect(204, "PATCH", `/work_pools/${pool}`, { concurrency_limit: 9 })],
  ["a paused queue", ({ pool }) => routes.expect(204, "PATCH", queueOf(pool), { is_paused: true })],
  ["a queue with a limit", ({ pool }) => routes.expect(204, "PATCH", queueOf(pool), { concurrency_limit: 9 })],
  [
    "a deployment that was changed",
    ({ deployment }) => {
      deps.advance(1);
      return routes.expect(204, "PATCH", `/deployments/${deployment}`, { description: "new" });
    },
  ],
];

describeOnDatabases("a run waits to be taken, though a process waits for it", (database) => {
  beforeEach(() => open(database));

  test.each(inTheWay)("where there is %s", async (_what, change) => {
    const there = await place();
    await change(there);
    const { flow_run, begun } = await create(there);
    expect(begun).toBeNull();
    expect(await store.read("readFlowRun", { id: flow_run.id })).toMatchObject({ state_type: "SCHEDULED" });
  });

  test("where its deployment has a limit", async () => {
    const there = await place();
    await routes.expect(204, "PATCH", `/deployments/${there.deployment}`, { concurrency_limit: 9 });
    const { updated } = Object(await routes.expect(200, "GET", `/deployments/${there.deployment}`)) as {
      updated: string;
    };
    const { begun } = await create(there, {}, { deploymentUpdated: parseInstant(updated) ?? (0 as Instant) });
    expect(begun).toBeNull();
  });

  test("of a worker that serves another pool, or other queues", async () => {
    const there = await place();
    expect((await create(there, {}, { poolId: randomUUID() })).begun).toBeNull();
    expect((await create(there, {}, { queueNames: ["other"] })).begun).toBeNull();
    expect((await create(there, {}, { queueNames: ["default"] })).begun).not.toBeNull();
  });

  test("when it has variables of its own, goes on from another, or its time has not come", async () => {
    const there = await place();
    const state = { type: "SCHEDULED", state_details: { scheduled_time: formatInstant(addSeconds(deps.now(), 5)) } };
    for (const request of [
      { job_variables: { env: { A: "b" } } },
      { labels: { "tutti.rerun-from": "x" } },
      { empirical_policy: { resuming: true } },
      { state },
      { state: { type: "PENDING" } },
    ]) {
      const { begun, flow_run } = await create(there, request);
      expect([request, begun, flow_run.run_count]).toEqual([request, null, 0]);
    }
  });
});
