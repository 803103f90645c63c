import { ApiError } from "@tutti/core/errors";
import { runsPageBody, runsPageSort, type RunsPage } from "@tutti/core/wire/dashboard";
import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../../../src/store/store.ts";
import { describeOnDatabases } from "../../../support/databases.ts";
import { childRow, fillDashboard, iso, root, rootRow, upcoming } from "../dashboard-world.ts";

const searches: [string, object, string[]][] = [
  ["a part of a run's name", { search: "OO" }, ["root"]],
  ["a part of a flow's name", { search: "repo" }, ["upcoming", "child"]],
  ["a run's id", { search: ` ${root.id.toUpperCase()} ` }, ["root"]],
  ["nothing that exists", { search: "100%" }, []],
  ["an empty text", { search: "" }, ["upcoming", "child", "root"]],
  ["a text and a filter", { search: "r", flow_runs: { parent_task_run_id: { is_null_: true } } }, ["upcoming", "root"]],
  ["task runs", { task_runs: { state: { type: { any_: ["FAILED"] } } } }, ["child"]],
];

describeOnDatabases("the dashboard's list of runs", (database) => {
  let store: Store;
  let isFilled = false;

  beforeEach(async () => {
    ({ store } = await database.open());
    if (!isFilled) await fillDashboard(database);
    isFilled = true;
  });

  test("has each run's flow, parent and counts, and counts no placeholder of a subflow", async () => {
    const page = await store.read("runsPage", runsPageBody.parse({}));
    expect(page).toEqual({
      results: [
        expect.objectContaining({ id: upcoming.id, task_run_counts: {}, parent: null, start_time: null }),
        childRow,
        rootRow,
      ],
      next_cursor: null,
      total: { count: 3, is_bounded: false },
    });
  });

  const ids = { flow_runs: { id: { any_: [root.id, childRow.id, upcoming.id] } } };
  const walks = runsPageSort.exclude(["NEXT_START_ASC"]).options.flatMap((sort) => [
    { sort, filters: "no filter", body: {} },
    { sort, filters: "rows fetched by their ids", body: ids },
  ]);

  test.each(walks)("gives each run once, page by page, $sort, $filters", async ({ sort, body }) => {
    const whole = await store.read("runsPage", runsPageBody.parse({ ...body, sort }));
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: RunsPage = await store.read("runsPage", runsPageBody.parse({ ...body, sort, limit: 1, cursor }));
      names.push(...page.results.map((run) => run.name));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(names).toEqual(whole.results.map((run) => run.name));
    expect(names.toSorted()).toEqual(["child", "root", "upcoming"]);
  });

  test.each(searches)("is found by %s", async (_title, body, expected) => {
    const page = await store.read("runsPage", runsPageBody.parse(body));
    expect(page.results.map((run) => run.name)).toEqual(expected);
    expect(page.total).toEqual({ count: expected.length, is_bounded: false });
  });

  test.each(["x", "", Buffer.from('["a"]').toString("base64url"), Buffer.from('["a","b"]').toString("base64url")])(
    "refuses the cursor %j",
    async (cursor) => {
      const reading = store.read("runsPage", runsPageBody.parse({ cursor }));
      await expect(reading).rejects.toThrow(new ApiError("bad_request", "The cursor is not one this list gave."));
    },
  );
});

describeOnDatabases("what the dashboard says comes next", (database) => {
  test("of those that are scheduled the next comes first, and others are left out", async () => {
    const { store } = await database.open();
    await fillDashboard(database);
    const page = await store.read("runsPage", runsPageBody.parse({ sort: "NEXT_START_ASC" }));
    expect(page.results).toEqual([expect.objectContaining({ id: upcoming.id, next_scheduled_start_time: iso(3600) })]);
  });
});
