import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freshPostgres, openWithDeps, type TestDatabase } from "../../support/databases.ts";
import { newFlow, proposeState } from "../../support/requests.ts";
import { RouteClient } from "../../support/route-client.ts";
import type { Store } from "../../../src/store/store.ts";
import { testDeps } from "../../support/test-clock.ts";
import { waitForLock } from "../../support/wait-for-lock.ts";

let database: TestDatabase;
let store: Store;
let routes: RouteClient;
/** Somebody else's transaction. */
let other: Client;

beforeEach(async () => {
  database = await freshPostgres();
  const deps = testDeps();
  store = await openWithDeps("postgres", database.url, deps);
  routes = new RouteClient(store, deps);
  other = new Client({ connectionString: database.url });
  await other.connect();
  await other.query("set search_path = tutti");
});

afterEach(async () => {
  await other.end();
  await store.close();
  await database.drop();
});

async function made(path: string, body: object): Promise<string> {
  return String(Reflect.get(Object(await routes.expect(201, "POST", path, body)), "id"));
}

test("a run that is taken while its deployment is paused is not among those that are removed", async () => {
  const flow_id = await newFlow(store);
  const deployment = await made("/deployments/", { name: "d", flow_id });
  const run = await made(`/deployments/${deployment}/create_flow_run`, {});
  await other.query("update flow_run set auto_scheduled = 1 where id = $1", [run]);
  await other.query("begin");
  await other.query("update flow_run set state_type = 'PENDING' where id = $1", [run]);
  const pausing = store.command("setDeploymentPaused", { id: deployment, isPaused: true });
  await waitForLock(other);
  await Promise.all([pausing, other.query("commit")]);
  expect(await store.read("readFlowRun", { id: run })).not.toBeNull();
});

test("whoever deletes a flow has its runs before their slots, as whoever changes one", async () => {
  const flow_id = await newFlow(store);
  const deployment = await made("/deployments/", { name: "d", flow_id, concurrency_limit: 1 });
  const run = await made(`/deployments/${deployment}/create_flow_run`, {});
  expect((await proposeState(store, run, { type: "PENDING" })).status).toBe("ACCEPT");
  await other.query("begin");
  await other.query("select id from flow_run where id = $1 for update", [run]);
  const deleting = store.command("deleteFlow", { id: flow_id });
  await waitForLock(other);
  expect((await other.query("select id from concurrency_limit for update nowait")).rowCount).toBe(1);
  await Promise.all([deleting, other.query("commit")]);
  expect(await store.read("readFlowRun", { id: run })).toBeNull();
});
