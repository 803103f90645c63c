import { formatInstant, instant } from "@tutti/core/instant";
import { flowRunHistoryBody, taskRunHistoryBody } from "@tutti/core/wire/history";
import { flowRunsCountBody } from "@tutti/core/wire/flow-run";
import { flowRunPointsBody, taskRunOutcomesBody } from "@tutti/core/wire/prefect-ui";
import { taskRunsCountBody } from "@tutti/core/wire/task-run";
import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../../src/store/store.ts";
import { describeOnDatabases, type DatabaseUnderTest } from "../../support/databases.ts";
import { flowRow, flowRunRow, insertRows, START, taskRunRow, withTables } from "../../support/rows.ts";

const at = (seconds: number) => instant(START + seconds * 1_000_000);
const iso = (seconds: number) => formatInstant(at(seconds));

const flow = flowRow({ name: "a-flow" });
const done = { state_type: "COMPLETED", state_name: "Completed" } as const;
const runs = [
  { ...done, expected_start_time: at(0), start_time: at(0.25), end_time: at(4), total_run_micros: 3_500_000 },
  { ...done, expected_start_time: at(59.999_999), start_time: at(59), total_run_micros: 1 },
  { ...done, state_name: "Cached", expected_start_time: at(30) },
  {
    state_type: "RUNNING",
    state_name: "Running",
    expected_start_time: at(60),
    start_time: at(60),
    state_timestamp: at(-2),
  },
  { state_type: "SCHEDULED", state_name: "Late", expected_start_time: at(-10) },
  { state_type: "PENDING", state_name: "Pending", expected_start_time: at(130) },
  { state_type: "FAILED", state_name: "Failed", expected_start_time: at(-20), start_time: at(-18) },
] as const;
const flowRuns = runs.map((run) => flowRunRow({ flow_id: flow.id, ...run }));
const taskRuns = runs.map((run) => taskRunRow({ flow_run_id: flowRuns[0]?.id ?? null, ...run }));
const unstarted = { count_runs: 1, sum_estimated_run_time: 0, sum_estimated_lateness: 0 };

const range = { history_start: iso(-10), history_end: iso(100), history_interval_seconds: 70 };
const buckets = [
  {
    interval_start: iso(-10),
    interval_end: iso(60),
    states: [
      { state_type: "COMPLETED", state_name: "Cached", ...unstarted },
      {
        state_type: "COMPLETED",
        state_name: "Completed",
        count_runs: 2,
        sum_estimated_run_time: 3.500001,
        sum_estimated_lateness: 0.25,
      },
      { state_type: "SCHEDULED", state_name: "Late", ...unstarted, sum_estimated_lateness: 10 },
    ],
  },
  {
    interval_start: iso(60),
    interval_end: iso(130),
    states: [{ state_type: "RUNNING", state_name: "Running", ...unstarted, sum_estimated_run_time: 2 }],
  },
];

async function fill(database: DatabaseUnderTest): Promise<void> {
  await withTables(database, async (db) => {
    await insertRows(db, "flow", [flow]);
    await insertRows(db, "flow_run", flowRuns);
    await insertRows(db, "task_run", [...taskRuns, taskRunRow({ ...done, expected_start_time: at(0) })]);
  });
}

describeOnDatabases("over time", (database) => {
  let store: Store;
  let isFilled = false;

  beforeEach(async () => {
    ({ store } = await database.open());
    if (!isFilled) await fill(database);
    isFilled = true;
  });

  test("flow runs are counted in whole intervals from the start, the last one reaching past the end", async () => {
    expect(await store.read("flowRunHistory", flowRunHistoryBody.parse(range))).toEqual(buckets);
  });

  test("task runs are counted alike, within the filters", async () => {
    const body = taskRunHistoryBody.parse({ ...range, flow_runs: { id: { any_: [flowRuns[0]?.id] } } });
    expect(await store.read("taskRunHistory", body)).toEqual(buckets);
  });

  test.each([
    ["an empty range", { ...range, history_end: iso(-10) }, 0, null],
    ["a range that ends before it starts", { ...range, history_end: iso(-99) }, 0, null],
    ["more intervals than 500", { ...range, history_end: iso(9999), history_interval_seconds: 1.5 }, 500, iso(740)],
    ["a hundred years", { ...range, history_interval_seconds: 3_155_760_000 }, 1, iso(3_155_759_990)],
    [
      "the farthest dates",
      { ...range, history_start: "0001-01-01T00:00:00Z", history_end: "9999-12-31T23:59:59Z" },
      500,
      expect.any(String),
    ],
  ])("%s has its intervals, without runs or with", async (_title, body, count, end) => {
    const history = await store.read("flowRunHistory", flowRunHistoryBody.parse(body));
    expect([history.length, history.at(-1)?.interval_end ?? null]).toEqual([count, end]);
  });
});

describeOnDatabases("taken together", (database) => {
  let store: Store;
  let isFilled = false;

  beforeEach(async () => {
    ({ store } = await database.open());
    if (!isFilled) await fill(database);
    isFilled = true;
  });

  test("lateness is the mean over all runs, those on time included, and null without runs", async () => {
    const late = await store.read("flowRunLateness", flowRunsCountBody.parse({}));
    expect(late).toBeCloseTo((0.25 + 10 + 2) / 7, 9);
    expect(await store.read("flowRunLateness", flowRunsCountBody.parse({ deployments: {} }))).toBeNull();
  });

  test("flow runs are points at their start, newest expected first", async () => {
    const points = await store.read("plotFlowRuns", flowRunPointsBody.parse({ limit: 3 }));
    expect(points).toEqual([
      { id: flowRuns[5]?.id, state_type: "PENDING", timestamp: iso(130), duration: 0, lateness: 0 },
      { id: flowRuns[3]?.id, state_type: "RUNNING", timestamp: iso(60), duration: 2, lateness: 0 },
      { id: flowRuns[1]?.id, state_type: "COMPLETED", timestamp: iso(59), duration: 0.000001, lateness: 0 },
    ]);
  });

  test("task runs are counted by state, all nine", async () => {
    expect(await store.read("countTaskRunsByState", taskRunsCountBody.parse({}))).toEqual({
      SCHEDULED: 1,
      PENDING: 1,
      RUNNING: 1,
      COMPLETED: 4,
      FAILED: 1,
      CANCELLED: 0,
      CRASHED: 0,
      PAUSED: 0,
      CANCELLING: 0,
    });
  });

  test("task runs are counted by flow run, unknown ones with zero", async () => {
    const [first = "", second = ""] = flowRuns.map((run) => run.id);
    const counts = await store.read("countTaskRunsOfFlowRuns", { flow_run_ids: [first, second] });
    expect(counts).toEqual({ [first]: 7, [second]: 0 });
  });
});

// The clock stands at a whole minute, twenty minutes after the first start.
const first = -1200;
const ended = [
  ["COMPLETED", 0],
  ["FAILED", 61],
  ["CRASHED", 121],
  ["CANCELLED", 181],
  ["RUNNING", 241],
  ["COMPLETED", 299.5],
  ["COMPLETED", 1140],
] as const;

// Asked of Prefect's server with the same task runs.
const windows: [string, number, number | null, number[][]][] = [
  [
    "between two minutes",
    0,
    1140,
    [
      [0, 1, 0],
      [1, 0, 1],
      [2, 0, 1],
      [3, 1, 0],
      [4, 1, 0],
      [19, 1, 0],
    ],
  ],
  [
    "until now",
    0,
    null,
    [
      [0, 1, 1],
      [1, 0, 1],
      [2, 1, 0],
      [4, 1, 0],
      [18, 1, 0],
    ],
  ],
  [
    "from within a minute",
    -0.5,
    1170,
    [
      [0, 1, 0],
      [1, 0, 1],
      [2, 0, 1],
      [3, 1, 0],
      [5, 1, 0],
      [19, 1, 0],
    ],
  ],
  ["from the future", 9999, null, []],
];

describeOnDatabases("how task runs ended", (database) => {
  let isFilled = false;

  test.each(windows)("is counted in twenty intervals of their start: %s", async (_title, after, before, expected) => {
    const { store } = await database.open();
    if (!isFilled) {
      const rows = ended.map(([state_type, seconds]) => taskRunRow({ state_type, start_time: at(first + seconds) }));
      await withTables(database, (db) => insertRows(db, "task_run", rows));
      isFilled = true;
    }
    const start_time = { after_: iso(first + after), before_: before === null ? null : iso(first + before) };
    const body = taskRunOutcomesBody.parse({ task_runs: { start_time } });
    const counts = await store.read("taskRunOutcomes", { ...body, after: at(first + after) });
    expect(counts).toHaveLength(20);
    const occupied = counts.map(({ completed, failed }, n) => [n, completed, failed]);
    expect(occupied.filter(([, completed, failed]) => completed !== 0 || failed !== 0)).toEqual(expected);
  });
});
