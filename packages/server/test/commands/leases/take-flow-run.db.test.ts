import { randomUUID } from "node:crypto";
import { addSeconds, formatInstant } from "@tutti/core/instant";
import { flowRun } from "@tutti/core/wire/flow-run";
import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../../src/store/store.ts";
import { type DatabaseUnderTest, describeOnDatabases } from "../../support/databases.ts";
import { eventsOfResource } from "../../support/events-of-resource.ts";
import { newFlow, proposeState } from "../../support/requests.ts";
import { RouteClient } from "../../support/route-client.ts";
import type { TestDeps } from "../../support/test-clock.ts";

let store: Store;
let deps: TestDeps;
let routes: RouteClient;

async function open(database: DatabaseUnderTest): Promise<void> {
  ({ store, deps } = await database.open());
  routes = new RouteClient(store, deps);
}

/** A deployment, and runs of it that wait, with how a process takes each that knows it as it is. */
async function deployed(fields: object = {}) {
  const body = { name: `d-${randomUUID()}`, flow_id: await newFlow(store), ...fields };
  const { id } = Object(await routes.expect(201, "POST", "/deployments/", body)) as { id: string };
  const { updated } = Object(await routes.expect(200, "GET", `/deployments/${id}`)) as { updated: string };
  const offer = async (state?: object) => {
    const made = state === undefined ? {} : { state };
    const run = flowRun.parse(await routes.expect(201, "POST", `/deployments/${id}/create_flow_run`, made));
    const request = {
      owner: "box:1",
      transition_id: randomUUID(),
      ttl_seconds: 10,
      labels: { "prefect.worker.name": "a" },
      flow_run_updated: run.updated,
      deployment_updated: updated,
      update: { name: "named", flow_version: "v1", infrastructure_pid: "4711" },
    };
    const take = (more: object = {}) => routes.ask("POST", `/tutti/flow_runs/${run.id}/take`, { ...request, ...more });
    return { id: run.id, take };
  };
  return { id, offer };
}

async function offered() {
  return (await deployed()).offer();
}

async function statesOf(id: string): Promise<unknown[]> {
  const states = await routes.expect(200, "GET", `/flow_run_states/?flow_run_id=${id}`);
  return (states as { type: string }[]).map(({ type }) => type);
}

const leased = { owner: "box:1", epoch: 1 };
const untaken = { status: 200, body: { lease: null, flow_run: null, state: { type: "SCHEDULED" } } };

/** What is left of a run: which lease is the next tells whether there was one. */
async function leftOf(id: string) {
  const { epoch } = await store.command("acquireLease", { id, owner: "other", ttlSeconds: 10 });
  return { states: await statesOf(id), nextEpoch: epoch };
}

const waiting = { states: ["SCHEDULED"], nextEpoch: 1 };

describeOnDatabases("a run that its process takes", (database) => {
  beforeEach(() => open(database));

  test("is Pending, leased and Running in one, as if that had been asked one after the other", async () => {
    const { id, take } = await offered();
    const { status, body } = await take();
    const answer = Object(body) as Record<string, unknown>;
    expect(status).toBe(201);
    expect(answer).toMatchObject({ status: "ACCEPT", state: { type: "RUNNING", name: "Running" }, lease: leased });
    expect(answer["flow_run"]).toEqual(JSON.parse(JSON.stringify(await store.read("readFlowRun", { id }))));
    expect(answer["flow_run"]).toMatchObject({
      name: "named",
      flow_version: "v1",
      infrastructure_pid: "4711",
      labels: { "prefect.worker.name": "a" },
      run_count: 1,
    });
    expect(await statesOf(id)).toEqual(["SCHEDULED", "PENDING", "RUNNING"]);
    const events = (await eventsOfResource(database, `prefect.flow-run.${id}`)).map(({ event }) => event);
    expect(events).toEqual(["Scheduled", "Pending", "Running"].map((name) => `prefect.flow-run.${name}`));
  });

  test("is its own: later writes need its epoch, and no worker gets it", async () => {
    const { id, take } = await offered();
    await take();
    const claim = { id, worker: "a", transitionId: randomUUID(), ttlSeconds: 10, labels: {} };
    expect(await store.command("claimFlowRun", claim)).toMatchObject({ lease: null });
    await expect(proposeState(store, id, { type: "COMPLETED" }, 2)).rejects.toMatchObject({ code: "lease_lost" });
    expect(await proposeState(store, id, { type: "COMPLETED" }, 1)).toMatchObject({ status: "ACCEPT" });
  });
});

describeOnDatabases("a run that several ask for", (database) => {
  beforeEach(() => open(database));

  test("is given to a request that comes again as it was given at first, and to nobody else", async () => {
    const { id, take } = await offered();
    const [first, again, other] = [await take(), await take(), await take({ transition_id: randomUUID() })];
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(other.body).toMatchObject({ lease: null, flow_run: null, state: { type: "RUNNING" } });
    expect(await statesOf(id)).toEqual(["SCHEDULED", "PENDING", "RUNNING"]);
  });

  test("is not given back to a late duplicate: neither when somebody else has it by now, nor when it is over", async () => {
    const [lost, over] = [await offered(), await offered()];
    for (const { take } of [lost, over]) await take();
    await proposeState(store, over.id, { type: "COMPLETED" }, 1);
    deps.advance(11);
    await store.command("acquireLease", { id: lost.id, owner: "box:2", ttlSeconds: 10 });
    expect((await lost.take()).body).toMatchObject({ lease: null, state: { type: "RUNNING" } });
    expect(await over.take()).toMatchObject({ status: 409 });
  });

  test("is one process's of many that ask at once, or a worker's", async () => {
    const { id, take } = await offered();
    const transitionId = randomUUID();
    const [claimed, ...answers] = await Promise.all([
      store.command("claimFlowRun", { id, worker: "a", transitionId, ttlSeconds: 10, labels: {} }),
      ...["b", "c", "d"].map((owner) => take({ owner, transition_id: randomUUID() })),
    ]);
    const leases = [claimed, ...answers.map(({ body }) => Object(body))].filter(({ lease }) => Boolean(lease));
    expect(leases).toHaveLength(1);
  });
});

describeOnDatabases("a run is not taken", (database) => {
  beforeEach(() => open(database));

  test("that was changed since it was offered", async () => {
    const { id, take } = await offered();
    deps.advance(1);
    await store.command("updateFlowRun", { id, update: { parameters: { a: 1 } }, epoch: null });
    expect(await take()).toMatchObject(untaken);
    expect(await leftOf(id)).toEqual(waiting);
  });

  test("whose deployment was changed since it was read", async () => {
    const deployment = await deployed();
    const { id, take } = await deployment.offer();
    deps.advance(1);
    await routes.expect(204, "PATCH", `/deployments/${deployment.id}`, { description: "new" });
    expect(await take()).toMatchObject(untaken);
    expect(await leftOf(id)).toEqual(waiting);
  });

  test("that was cancelled meanwhile", async () => {
    const { id, take } = await offered();
    await proposeState(store, id, { type: "CANCELLED" });
    expect((await take()).body).toMatchObject({ lease: null, state: { type: "CANCELLED" } });
    expect(await statesOf(id)).toEqual(["SCHEDULED", "CANCELLED"]);
  });

  test("for which its deployment has no slot: it waits for one as a claimed run does", async () => {
    const { offer } = await deployed({ concurrency_limit: 1 });
    const [first, second] = [await offer(), await offer()];
    expect((await first.take()).body).toMatchObject({ state: { type: "RUNNING" } });
    expect((await second.take()).body).toMatchObject({
      status: "REJECT",
      lease: null,
      state: { name: "AwaitingConcurrencySlot" },
    });
  });

  test("that is not there", async () => {
    const { status } = await routes.ask("POST", `/tutti/flow_runs/${randomUUID()}/take`, {
      owner: "box:1",
      transition_id: randomUUID(),
      flow_run_updated: formatInstant(deps.now()),
      deployment_updated: formatInstant(deps.now()),
      update: {},
    });
    expect(status).toBe(404);
  });
});

describeOnDatabases("a run that its process took", (database) => {
  beforeEach(() => open(database));

  test("before its time is Pending, and the process's: it is told to wait", async () => {
    const { offer } = await deployed();
    const scheduled_time = formatInstant(addSeconds(deps.now(), 30));
    const { take } = await offer({ type: "SCHEDULED", state_details: { scheduled_time } });
    expect((await take()).body).toMatchObject({ status: "WAIT", lease: leased, state: { type: "PENDING" } });
    deps.advance(31);
    expect((await take()).body).toMatchObject({ status: "ACCEPT", state: { type: "RUNNING" } });
  });

  test("and died is started again when its lease has ended, at the cost of a recovery", async () => {
    const { id, take } = await offered();
    await take({ update: { infrastructure_pid: "4711", empirical_policy: { recoveries: 3 } } });
    deps.advance(11);
    expect(await store.command("listEndedLeases", { by: deps.now(), limit: 10 })).toContain(id);
    await store.command("rescueFlowRun", { id, endedBefore: deps.now() });
    expect(await store.read("readFlowRun", { id })).toMatchObject({
      state_name: "Recovering",
      infrastructure_pid: null,
    });
    await expect(proposeState(store, id, { type: "COMPLETED" }, 1)).rejects.toMatchObject({ code: "lease_lost" });
  });
});
