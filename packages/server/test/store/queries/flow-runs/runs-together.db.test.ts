import { runsActivityBody, runsByFlowBody } from "@tutti/core/wire/dashboard-runs";
import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../../../src/store/store.ts";
import { describeOnDatabases } from "../../../support/databases.ts";
import { childRow, fillDashboard, iso, rootRow } from "../dashboard-world.ts";

describeOnDatabases("many runs at once", (database) => {
  let store: Store;
  let isFilled = false;

  beforeEach(async () => {
    ({ store } = await database.open());
    if (!isFilled) await fillDashboard(database);
    isFilled = true;
  });

  test("are told flow by flow by the newest, and how many stand how", async () => {
    const begun = { flow_runs: { start_time: { before_: iso(0) } } };
    expect(await store.read("runsByFlow", runsByFlowBody.parse(begun))).toEqual({
      flows: [
        { newest: childRow, counts: { COMPLETED: 1 } },
        { newest: rootRow, counts: { RUNNING: 1 } },
      ],
      total: 2,
    });
    const all = await store.read("runsByFlow", runsByFlowBody.parse({ limit: 1 }));
    expect(all).toEqual({
      flows: [{ newest: expect.objectContaining({ name: "upcoming" }), counts: { COMPLETED: 1, SCHEDULED: 1 } }],
      total: 2,
    });
  });

  const range = { history_start: iso(-60), history_end: iso(0), history_interval_seconds: 60 };
  const counted = (state_type: string, state_name: string, count_runs = 1) =>
    expect.objectContaining({ state_type, state_name, count_runs });

  test("are counted over time with the list's own filters, and so are their tasks, apart from stand-ins of subflows", async () => {
    const body = runsActivityBody.parse({ ...range, search: "root", has_task_runs: true });
    const { flow_runs, task_runs } = await store.read("runsActivity", body);
    expect(flow_runs.map(({ states }) => states)).toEqual([[counted("RUNNING", "Running")]]);
    expect(task_runs?.map(({ states }) => states)).toEqual([
      [
        counted("COMPLETED", "Completed"),
        expect.objectContaining({ state_type: "FAILED" }),
        counted("PENDING", "Pending"),
      ],
    ]);
    const alone = await store.read("runsActivity", runsActivityBody.parse({ ...range, length: { below: 20 } }));
    expect([alone.flow_runs.map(({ states }) => states), alone.task_runs]).toEqual([
      [[counted("COMPLETED", "Completed")]],
      null,
    ]);
  });
});
