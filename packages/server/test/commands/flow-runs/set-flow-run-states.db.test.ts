import { setFlowRunStatesBody } from "@tutti/core/wire/flow-run-batch";
import { expect, test } from "vitest";
import type { Store } from "../../../src/store/store.ts";
import { describeOnDatabases } from "../../support/databases.ts";
import { newFlowRun, proposeState } from "../../support/requests.ts";

function setStates(store: Store, proposals: readonly object[]) {
  const body = setFlowRunStatesBody.parse({ proposals });
  return store.command("setFlowRunStates", { proposals: body.proposals, leaseSupport: "holds" });
}

async function ownRun(store: Store): Promise<string> {
  const id = await newFlowRun(store);
  await store.command("acquireLease", { id, owner: "a", ttlSeconds: 10 });
  return id;
}

const RUNNING = { epoch: 1, state: { type: "RUNNING" } };
const missing = "00000000-0000-4000-8000-000000000000";

describeOnDatabases("proposals that come together", (database) => {
  test("are decided each by itself: a refused one changes nothing, and harms no other", async () => {
    const { store } = await database.open();
    const [one, other, lost] = [await ownRun(store), await ownRun(store), await ownRun(store)];
    await proposeState(store, other, { type: "COMPLETED", data: { n: 1 } }, 1);
    const results = await setStates(store, [
      { flow_run_id: lost, ...RUNNING, epoch: 2 },
      { flow_run_id: one, ...RUNNING },
      { flow_run_id: missing, ...RUNNING },
      { flow_run_id: other, ...RUNNING },
    ]);
    expect(results).toMatchObject([
      { refusal: { status: 409, detail: expect.stringContaining("the write is of epoch 2, the run is at 1") } },
      { status: "ACCEPT", state: { type: "RUNNING" } },
      { refusal: { status: 404, detail: `Flow run with id ${missing} not found` } },
      { status: "REJECT", state: { type: "COMPLETED" } },
    ]);
    const types = [one, other, lost].map(async (id) => (await store.read("readFlowRun", { id }))?.state_type);
    expect(await Promise.all(types)).toEqual(["RUNNING", "COMPLETED", "PENDING"]);
  });

  test("write what goes with them first, and not for a stale owner", async () => {
    const { store } = await database.open();
    const [one, lost] = [await ownRun(store), await ownRun(store)];
    const update = { name: "renamed", infrastructure_pid: "7" };
    await setStates(store, [
      { flow_run_id: one, ...RUNNING, update },
      { flow_run_id: lost, ...RUNNING, epoch: 2, update },
    ]);
    expect(await store.read("readFlowRun", { id: one })).toMatchObject({ ...update, state_type: "RUNNING" });
    expect(await store.read("readFlowRun", { id: lost })).toMatchObject({ infrastructure_pid: null });
  });

  test("for one run are decided in their order", async () => {
    const { store } = await database.open();
    const [one, other] = [await ownRun(store), await ownRun(store)];
    const results = await setStates(store, [
      { flow_run_id: one, ...RUNNING },
      { flow_run_id: other, ...RUNNING },
      { flow_run_id: one, epoch: 1, state: { type: "COMPLETED" } },
      { flow_run_id: one, epoch: 1, state: { type: "CANCELLED" }, force: true },
    ]);
    expect(results).toMatchObject([
      { status: "ACCEPT", state: { type: "RUNNING" } },
      { status: "ACCEPT", state: { type: "RUNNING" } },
      { status: "ACCEPT", state: { type: "COMPLETED" } },
      { status: "ACCEPT", state: { type: "CANCELLED" } },
    ]);
    const states = await store.read("listFlowRunStates", { flowRunId: one });
    expect(states.map(({ name }) => name)).toEqual(["Pending", "Running", "Completed", "Cancelled"]);
  });
});
