import { beginFlowRunsBody } from "@tutti/core/wire/flow-run-batch";
import { expect, test } from "vitest";
import type { Store } from "../../../src/store/store.ts";
import { type DatabaseUnderTest, describeOnDatabases } from "../../support/databases.ts";
import { eventsOfResource } from "../../support/events-of-resource.ts";
import { flowRequest, flowRunRequest, newFlow, proposeState } from "../../support/requests.ts";

const OWNER = "host:1";

function begin(store: Store, flow_runs: readonly object[]) {
  const { owner, ttl_seconds, ...asked } = beginFlowRunsBody.parse({ owner: OWNER, ttl_seconds: 10, flow_runs });
  const who = { owner, ttlSeconds: ttl_seconds, leaseSupport: "holds" as const };
  return store.command("beginFlowRuns", { flowRuns: asked.flow_runs, ...who });
}

/** All that there is of a run, with what differs between two runs taken out. */
async function record(store: Store, database: DatabaseUnderTest, id: string): Promise<string> {
  const run = await store.read("readFlowRun", { id });
  const states = await store.read("listFlowRunStates", { flowRunId: id });
  const events = await eventsOfResource(database, `prefect.flow-run.${id}`);
  const told = states.map(({ state_details, ...state }) => ({ ...state, transition: "", ...state_details }));
  return JSON.stringify([run, told, events])
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<id>")
    .replaceAll(/"idempotency_key":"\w+"/g, "<key>");
}

describeOnDatabases("runs that begin together", (database) => {
  test("leave what is left by creating, leasing and starting each", async () => {
    const { store, deps } = await database.open();
    const { flow } = await store.command("createFlow", flowRequest({ name: "begun", tags: ["b"], labels: { a: 1 } }));
    const run = { flow_id: flow.id, name: "brisk-aria", tags: ["c", "a"], parameters: { n: 5 }, labels: { x: "y" } };
    const content = { ...run, empirical_policy: { retries: 2, retry_delay: 5, recoveries: 1 }, flow_version: "3" };
    const [begun] = await begin(store, [{ ...content, idempotency_key: "one" }]);

    const create = flowRunRequest({ ...content, idempotency_key: "two", state: { type: "PENDING" } });
    const { flow_run } = await store.command("createFlowRun", { create, epoch: null });
    const lease = await store.command("acquireLease", { id: flow_run.id, owner: OWNER, ttlSeconds: 10 });
    const { state, status, details } = await proposeState(store, flow_run.id, { type: "RUNNING" }, lease.epoch);

    const id = begun?.flow_run.id ?? "";
    expect(await record(store, database, id)).toEqual(await record(store, database, flow_run.id));
    expect(begun?.lease).toEqual({ ...lease, flow_run_id: id });
    expect(begun?.result).toEqual({
      status,
      details,
      state: {
        ...state,
        id: begun?.flow_run.state_id,
        timestamp: begun?.flow_run.start_time,
        state_details: { ...state?.state_details, flow_run_id: id },
      },
    });
    expect(begun?.flow_run).toEqual(await store.read("readFlowRun", { id }));
    deps.advance(1);
    expect((await proposeState(store, id, { type: "COMPLETED" }, 1)).status).toBe("ACCEPT");
  });

  test("are made once: a key that is known, and a flow that is not, are left to be asked for alone", async () => {
    const { store } = await database.open();
    const flow_id = await newFlow(store);
    const [first] = await begin(store, [{ flow_id, idempotency_key: "a" }]);
    const missing = "00000000-0000-4000-8000-000000000000";
    const again = await begin(store, [
      { flow_id, idempotency_key: "a" },
      { flow_id: missing, idempotency_key: "b" },
      { flow_id, idempotency_key: "c" },
      { flow_id, idempotency_key: "c" },
    ]);
    expect(again.map((run) => run?.flow_run.idempotency_key ?? null)).toEqual([null, null, "c", null]);
    const states = await store.read("listFlowRunStates", { flowRunId: first?.flow_run.id ?? "" });
    expect(states.map(({ name }) => name)).toEqual(["Pending", "Running"]);
  });
});
