import { flowRunsFilterBody, flowRunsPaginateBody, flowRunSort } from "@tutti/core/wire/flow-run";
import { taskRunsFilterBody, taskRunSort } from "@tutti/core/wire/task-run";
import { instant } from "@tutti/core/instant";
import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../../src/store/store.ts";
import type { TaskRunTable } from "../../../src/store/tables.ts";
import { describeOnDatabases } from "../../support/databases.ts";
import { flowRow, flowRunRow, insertRows, START, taskRunRow, withTables } from "../../support/rows.ts";

const at = (seconds: number) => instant(START + seconds * 1_000_000);

const flow = flowRow({ name: "a-flow" });

/** Ids are chosen so that they say nothing of any other column. */
function numbered(n: number) {
  return { id: `00000000-0000-4000-8000-${String((n * 7) % 10).padStart(12, "0")}` };
}

const progress = [
  { name: "b", start_time: at(5), expected_start_time: at(1), end_time: at(9), next_scheduled_start_time: null },
  { name: "a", start_time: null, expected_start_time: at(3), end_time: null, next_scheduled_start_time: at(3) },
  { name: "B", start_time: at(2), expected_start_time: at(2), end_time: at(9), next_scheduled_start_time: null },
  { name: "a", start_time: null, expected_start_time: at(3), end_time: null, next_scheduled_start_time: at(1) },
  { name: "c", start_time: at(1), expected_start_time: at(4), end_time: at(3), next_scheduled_start_time: null },
];
const flowRuns = progress.map((given, n) => flowRunRow({ flow_id: flow.id, ...numbered(n), ...given }));
const taskRuns = progress.map((given, n) => taskRunRow({ ...numbered(n), ...given, flow_run_id: null }));

type Ordered = Pick<
  TaskRunTable,
  "id" | "name" | "start_time" | "expected_start_time" | "end_time" | "next_scheduled_start_time"
>;
type Key = (row: Ordered) => number | string | null;
const start: Key = (row) => row.start_time ?? row.expected_start_time;
const orders: Record<string, readonly [Key, 1 | -1]> = {
  ID_DESC: [(row) => row.id, -1],
  START_TIME_ASC: [start, 1],
  START_TIME_DESC: [start, -1],
  EXPECTED_START_TIME_ASC: [(row) => row.expected_start_time, 1],
  EXPECTED_START_TIME_DESC: [(row) => row.expected_start_time, -1],
  NAME_ASC: [(row) => row.name, 1],
  NAME_DESC: [(row) => row.name, -1],
  NEXT_SCHEDULED_START_TIME_ASC: [(row) => row.next_scheduled_start_time, 1],
  END_TIME_DESC: [(row) => row.end_time, -1],
};

/** Nulls before all values, ties by id, both in the direction of the sort. */
function sorted(rows: readonly Ordered[], sort: string): string[] {
  const [key, direction] = orders[sort] ?? [start, 1];
  return rows.toSorted((a, b) => direction * (compare(key(a), key(b)) || compare(a.id, b.id))).map((row) => row.id);
}

function compare(a: number | string | null, b: number | string | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  return b === null || a > b ? 1 : -1;
}

describeOnDatabases("a list of runs", (database) => {
  let store: Store;
  let isFilled = false;

  beforeEach(async () => {
    ({ store } = await database.open());
    if (isFilled) return;
    isFilled = true;
    await withTables(database, async (db) => {
      await insertRows(db, "flow", [flow]);
      await insertRows(db, "flow_run", flowRuns);
      await insertRows(db, "task_run", taskRuns);
    });
  });

  test.each(flowRunSort.options)("puts flow runs in the order %s, nulls first, ties by id", async (sort) => {
    const runs = await store.read("listFlowRuns", flowRunsFilterBody.parse({ sort }));
    expect(runs.map((run) => run.id)).toEqual(sorted(flowRuns, sort));
  });

  test.each(taskRunSort.options)("puts task runs in the order %s, nulls first, ties by id", async (sort) => {
    const runs = await store.read("listTaskRuns", taskRunsFilterBody.parse({ sort }));
    expect(runs.map((run) => run.id)).toEqual(sorted(taskRuns, sort));
  });

  test.each(flowRunSort.options)("gives each flow run once, page by page, in the order %s", async (sort) => {
    const pages = [1, 2, 3, 4].map((page) =>
      store.read("paginateFlowRuns", flowRunsPaginateBody.parse({ sort, limit: 2, page })),
    );
    const [first, second, third, beyond] = await Promise.all(pages);
    const ids = [first, second, third].flatMap((page) => page?.results.map((run) => run.id) ?? []);
    expect(ids).toEqual(sorted(flowRuns, sort));
    expect(beyond).toEqual({ results: [], count: 5, limit: 2, pages: 3, page: 4 });
  });

  test("of no rows has no pages when the limit is zero", async () => {
    const page = await store.read("paginateFlowRuns", flowRunsPaginateBody.parse({ limit: 0 }));
    expect(page).toEqual({ results: [], count: 5, limit: 0, pages: 0, page: 1 });
  });

  test("takes the farthest page there is for an empty one", async () => {
    const body = flowRunsPaginateBody.parse({ page: Number.MAX_SAFE_INTEGER, limit: 200 });
    const page = await store.read("paginateFlowRuns", body);
    expect(page).toEqual({ results: [], count: 5, limit: 200, pages: 1, page: Number.MAX_SAFE_INTEGER });
  });
});
