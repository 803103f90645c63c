import { pino } from "pino";
import { expect, test } from "vitest";
import { requestTeardown } from "../../../src/commands/workers/request-teardown.ts";
import { cleanupReconciler } from "../../../src/services/cleanup-reconciler.ts";
import { describeOnDatabases, type DatabaseUnderTest } from "../../support/databases.ts";
import { proposeState } from "../../support/requests.ts";
import { withTables } from "../../support/rows.ts";
import { newDueRun, newPool } from "../../support/work-places.ts";

const KINDS = ["cancelling_timeout_teardown.v1"] as const;
const policy = { leaseSeconds: 30, deliveriesMax: 2 };
const logger = pino({ level: "silent" });
let pools = 0;

async function open(database: DatabaseUnderTest, type = "process") {
  const { store, deps } = await database.open();
  const name = `cleanup-${++pools}`;
  const { id: poolId, default_queue_id } = await newPool(store, { name, type });
  const run = { id: deps.newId(), state_id: deps.newId(), work_queue_id: default_queue_id, infrastructure_pid: null };
  return {
    store,
    deps,
    name,
    poolId,
    run,
    queueIds: [default_queue_id ?? ""],
    request: () => withTables(database, (db) => requestTeardown(db, deps, run)),
    reserve: (queueIds: readonly string[] | null = null) =>
      store.command("reserveCleanup", { poolId, kinds: KINDS, queueIds, leaseSeconds: 30 }),
    reconcile: () => cleanupReconciler(policy).tick({ store, deps, logger }),
  };
}

describeOnDatabases("a run's teardown", (database) => {
  test("is asked for once, given to one worker at a time, and done once", async () => {
    const { store, poolId, run, queueIds, request, reserve } = await open(database);
    expect(await reserve()).toBeNull();
    await request();
    await request();
    expect(await reserve([])).toBeNull();
    const delivery = await reserve(queueIds);
    expect(delivery).toMatchObject({ delivery_count: 1, target: { flow_run_id: run.id, infrastructure_pid: null } });
    expect(await reserve()).toBeNull();
    const word = {
      operation: "ack" as const,
      poolId,
      messageId: delivery?.message_id ?? "",
      token: delivery?.reservation_token ?? "",
    };
    expect(await store.command("settleCleanup", { word, policy })).toEqual({
      status: "accepted",
      reason: null,
      lease_expires_at: null,
    });
    await request();
    expect(await reserve()).toBeNull();
  });

  test("that is not done in time is given to another worker, and given up in the end", async () => {
    const { deps, request, reserve, reconcile } = await open(database);
    await request();
    await reserve();
    deps.advance(29);
    await reconcile();
    expect(await reserve()).toBeNull();
    deps.advance(1);
    expect(await reconcile()).toBe(false);
    expect(await reserve()).toMatchObject({ delivery_count: 2 });
    deps.advance(30);
    await reconcile();
    expect(await reserve()).toBeNull();
  });

  test("is asked for when nobody ended it in time", async () => {
    const { store, deps, name, reserve } = await open(database);
    const id = await newDueRun(store, deps.now(), name);
    for (const type of ["PENDING", "RUNNING", "CANCELLING"] as const) await proposeState(store, id, { type });
    await store.command("updateFlowRun", { id, update: { infrastructure_pid: "host:7" }, epoch: null });
    expect(await store.command("endStuckCancelling", { id, before: deps.advance(300) })).toBe(true);
    expect(await reserve()).toMatchObject({ target: { flow_run_id: id, infrastructure_pid: "host:7" } });
    expect(await reserve()).toBeNull();
  });

  test.each(["ecs:push", "prefect:managed"])("is nothing for a %s pool, which has no workers", async (type) => {
    const { store, deps, poolId, request, reserve } = await open(database, type);
    await request();
    expect(await reserve()).toBeNull();
    await withTables(database, (db) =>
      requestTeardown(db, deps, { id: deps.newId(), state_id: null, work_queue_id: null, infrastructure_pid: null }),
    );
    expect((await store.read("channelNews", { poolIds: [poolId] })).toCleanUp).toEqual([]);
  });
});
