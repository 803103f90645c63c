import { flowsPageBody, flowsPageSort, type FlowRow, type FlowsPage } from "@tutti/core/wire/dashboard";
import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../../../src/store/store.ts";
import { describeOnDatabases } from "../../../support/databases.ts";
import { child, fillDashboard, idle, iso, report, upcoming } from "../dashboard-world.ts";

const idleRow: FlowRow = {
  id: idle.id,
  name: "idle",
  tags: [],
  created: iso(-20),
  last_run: null,
  recent_runs: [],
  recent_counts: {},
  next_run: null,
  deployments: 0,
};

describeOnDatabases("the dashboard's list of flows", (database) => {
  let store: Store;
  let isFilled = false;

  beforeEach(async () => {
    ({ store } = await database.open());
    if (!isFilled) await fillDashboard(database);
    isFilled = true;
  });

  test("has each flow's latest runs, without those that are not due", async () => {
    const page = await store.read("flowsPage", flowsPageBody.parse({}));
    const mark = expect.objectContaining({ id: child.id, start_time: iso(-37), estimated_run_time: 16 });
    expect(page).toEqual({
      results: [
        {
          id: report.id,
          name: "Report",
          tags: [],
          created: iso(-10),
          last_run: mark,
          recent_runs: [mark],
          recent_counts: { COMPLETED: 1 },
          next_run: { id: upcoming.id, name: "upcoming", at: iso(3600) },
          deployments: 0,
        },
        expect.objectContaining({ name: "etl", tags: ["x"], recent_counts: { RUNNING: 1 } }),
        idleRow,
      ],
      next_cursor: null,
      total: { count: 3, is_bounded: false },
    });
  });

  test.each(flowsPageSort.options)("gives each flow once, page by page, %s", async (sort) => {
    const whole = await store.read("flowsPage", flowsPageBody.parse({ sort }));
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: FlowsPage = await store.read("flowsPage", flowsPageBody.parse({ sort, limit: 1, cursor }));
      names.push(...page.results.map((flow) => flow.name));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(names).toEqual(whole.results.map((flow) => flow.name));
    expect(names.toSorted()).toEqual(["Report", "etl", "idle"]);
  });

  test("is searched by name", async () => {
    const page = await store.read("flowsPage", flowsPageBody.parse({ search: "REP" }));
    expect(page.results.map((flow) => flow.name)).toEqual(["Report"]);
  });
});
