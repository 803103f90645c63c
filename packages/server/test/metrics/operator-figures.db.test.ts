import { addSeconds } from "@tutti/core/instant";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { newFlowRun, proposeState } from "../support/requests.ts";
import { newDueRun, newPool, newQueue } from "../support/work-places.ts";

describeOnDatabases("what an operator watches", (database) => {
  test("runs by the states that they leave again, and the queues with what is due", async () => {
    const { store, deps } = await database.open();
    await newPool(store, { name: "p" });
    await newQueue(store, "p", { name: "quiet" });
    const now = deps.now();
    await newDueRun(store, addSeconds(now, -60), "p");
    await newDueRun(store, addSeconds(now, -20), "p");
    await newDueRun(store, addSeconds(now, 3600), "p");
    for (const type of ["RUNNING", "COMPLETED", "PAUSED"] as const) {
      const run = await newFlowRun(store);
      await proposeState(store, run, { type: "RUNNING" });
      if (type !== "RUNNING") await proposeState(store, run, { type });
    }
    await store.command("markLateRuns", { dueBefore: addSeconds(now, -30), limit: 100 });
    const figures = await store.read("operatorFigures", {});
    expect(figures).toMatchObject({
      flow_runs: { SCHEDULED: 3, PENDING: 0, RUNNING: 1, CANCELLING: 0, PAUSED: 1 },
      late_flow_runs: 1,
    });
    const [first, ...more] = figures.queues.filter(({ due }) => due > 0);
    expect([first, more]).toEqual([
      { work_pool: "p", work_queue: "default", due: 2, lateness_seconds: expect.any(Number) },
      [],
    ]);
    expect(Math.round(first?.lateness_seconds ?? 0)).toBe(60);
    expect(figures.queues.filter(({ due }) => due === 0)).toContainEqual({
      work_pool: "p",
      work_queue: "quiet",
      due: 0,
      lateness_seconds: 0,
    });
  });
});
