import { instant } from "@tutti/core/instant";
import { flowsPageBody, flowsPageSort, runLogsBody, runsPageBody, runsPageSort } from "@tutti/core/wire/dashboard";
import { runsByFlowBody, runsScatterBody } from "@tutti/core/wire/dashboard-runs";
import { deploymentsPageBody, deploymentsPageSort } from "@tutti/core/wire/dashboard-work";
import { flowsFilterBody, flowSort } from "@tutti/core/wire/flow";
import { flowRunsCountBody, flowRunsFilterBody, flowRunSort } from "@tutti/core/wire/flow-run";
import { taskRunsFilterBody, taskRunSort } from "@tutti/core/wire/task-run";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemDeps } from "../../../src/deps.ts";
import { openReader, openWriter, type Connection } from "../../../src/store/sqlite/connection.ts";
import { prepareFile } from "../../../src/store/sqlite/prepare-file.ts";
import { kyselyOver } from "../../../src/store/sqlite/sqlite-dialect.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { plansOf as plansOn, type PlannedParams, type PlannedQuery } from "../../support/query-plans.ts";
import { flowRow, flowRunRow, insertRows, logRow, START, taskRunRow } from "../../support/rows.ts";

// SQLite plans without statistics of the values, so a small database has the plans of a large one. What grows with the
// number of runs must be read through an index, and never be sorted whole.

const flows = [flowRow({ name: "first" }), flowRow({ name: "second" })] as const;
const flowRuns = Array.from({ length: 3000 }, (_, n) =>
  flowRunRow({
    flow_id: flows[n % 2 === 0 ? 0 : 1].id,
    state_type: n % 3 === 0 ? "FAILED" : "COMPLETED",
    state_name: "Completed",
    expected_start_time: instant(START + n),
  }),
);
const [firstRun] = flowRuns;
const runId = firstRun?.id ?? "";
const taskRuns = flowRuns.map((run) => taskRunRow({ flow_run_id: run.id }));

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await freshSqlite();
  const path = database.url.slice("sqlite:///".length);
  await prepareFile(path, systemDeps);
  const writer = openWriter(path);
  const db = kyselyOver(writer);
  await db.transaction().execute(async (tx) => {
    await insertRows(tx, "flow", flows);
    await insertRows(tx, "flow_run", flowRuns);
    await insertRows(tx, "task_run", taskRuns);
    await insertRows(tx, "log", [logRow({ flow_run_id: runId })]);
  });
  writer.close();
  connection = openReader(path);
});
afterAll(async () => {
  connection.close();
  await database.drop();
});

async function plansOf<N extends PlannedQuery>(name: N, params: PlannedParams<N>): Promise<string[][]> {
  const plans = await plansOn(connection, name, params);
  expect(plans.length).toBeGreaterThan(0);
  return plans;
}

const GROWING = [
  "deployment",
  "due",
  "event",
  "flow_run",
  "task_run",
  "subflow",
  "parent",
  "log",
  "artifact",
  "flow_run_state",
  "task_run_state",
  "state",
];

/** Tables that are read through without an index. A walk through an index is no fault: it ends with the page. */
async function fullScans<N extends PlannedQuery>(name: N, params: PlannedParams<N>): Promise<string[]> {
  const lines = (await plansOf(name, params)).flat();
  return lines.filter((line) => GROWING.some((table) => line === `SCAN ${table}`));
}

/** Whole results that are sorted; to merge parts, a page of each may be. */
async function fullSorts<N extends PlannedQuery>(name: N, params: PlannedParams<N>): Promise<string[]> {
  const plans = await plansOf(name, params);
  return plans.flatMap((plan) =>
    plan.filter((line, at) => line === "USE TEMP B-TREE FOR ORDER BY" && plan[at - 1] !== "SCAN branch"),
  );
}

test.each(flowSort.options)("the first page of flows, %s", async (sort) => {
  expect(await fullScans("listFlows", flowsFilterBody.parse({ sort }))).toEqual([]);
  expect(await fullSorts("listFlows", flowsFilterBody.parse({ sort }))).toEqual([]);
});

const common = {
  "without filters": {},
  "of a common state": { flow_runs: { state: { type: { any_: ["COMPLETED"] } } } },
  "of several common states": { flow_runs: { state: { type: { any_: ["COMPLETED", "FAILED"] } } } },
  "of a common state's name": { flow_runs: { state: { name: { any_: ["Completed"] } } } },
  "of a flow": { flows: { name: { any_: ["first"] } } },
  "of two flows": { flows: { name: { any_: ["first", "second"] } } },
  "of a common name": { flow_runs: { name: { any_: ["a-run"] } } },
  "of a wide range of time": { flow_runs: { expected_start_time: { after_: "2000-01-01T00:00:00Z" } } },
};
const pages = Object.entries(common).flatMap(([title, filters]) =>
  flowRunSort.options.map((sort) => ({ title, sort, body: flowRunsFilterBody.parse({ ...filters, sort }) })),
);

test.each(pages)("the first page of flow runs $title, $sort", async ({ body }) => {
  expect(await fullScans("listFlowRuns", body)).toEqual([]);
  expect(await fullSorts("listFlowRuns", body)).toEqual([]);
});

const ahead = { after: "", limit: 100, ahead: { minRuns: 3, minSeconds: 3600 } };
const old = { before: instant(START), limit: 100 };

/** What services look for again and again. */
const looks = {
  "leases that ended": () => walks("listEndedLeases", { by: instant(START), limit: 100 }),
  "background tasks whose workers are gone": () => walks("listEndedOffers", { by: instant(START), limit: 100 }),
  "what cancelled runs left": () => walks("listCancelledWithUnfinished", { since: instant(START), limit: 100 }),
  "runs that are Cancelling for too long": () => walks("listStuckCancelling", old),
  "deployments whose schedules lack runs": () => walks("listDeploymentsToSchedule", { ...ahead, changedSince: null }),
  "deployments just changed": () => walks("listDeploymentsToSchedule", { ...ahead, changedSince: instant(START) }),
  "runs of deployments that are served": () =>
    walks("listScheduledRuns", { deployment_ids: [runId], scheduled_before: instant(START), limit: 200 }),
  "the next run of flows": () => walks("nextRunsOfFlows", { flow_ids: flows.map((flow) => flow.id) }),
  "old events": () => walks("listExpiredEvents", { ...old, event: null }),
  "old logs": () => walks("listExpiredLogs", old),
  "old flow runs": () => walks("listExpiredFlowRuns", old),
};

async function walks<N extends PlannedQuery>(name: N, params: PlannedParams<N>): Promise<string[]> {
  return [...(await fullScans(name, params)), ...(await fullSorts(name, params))];
}

test.each(Object.entries(looks))("what services look for: %s", async (_what, look) => {
  expect(await look()).toEqual([]);
});

test.each([
  ["of a rare state", { flow_runs: { state: { type: { any_: ["CRASHED"] } } } }],
  ["of a run's subflows", { flow_runs: { parent_flow_run_id: { any_: [runId] } } }],
  ["by id", { flow_runs: { id: { any_: [runId] } } }],
  ["by a task run", { task_runs: { id: { any_: [taskRuns[0]?.id] } } }],
])("flow runs %s", async (_title, filters) => {
  expect(await fullScans("listFlowRuns", flowRunsFilterBody.parse(filters))).toEqual([]);
  expect(await fullScans("countFlowRuns", flowRunsCountBody.parse(filters))).toEqual([]);
});

test.each(taskRunSort.options)("the first page of task runs, %s", async (sort) => {
  expect(await fullScans("listTaskRuns", taskRunsFilterBody.parse({ sort }))).toEqual([]);
  expect(await fullSorts("listTaskRuns", taskRunsFilterBody.parse({ sort }))).toEqual([]);
});

test.each([
  ["of a flow run", { task_runs: { flow_run_id: { any_: [runId] } } }],
  ["of a flow run found by its filter", { flow_runs: { id: { any_: [runId] } } }],
])("task runs %s", async (_title, filters) => {
  expect(await fullScans("listTaskRuns", taskRunsFilterBody.parse(filters))).toEqual([]);
});

test.each(runsPageSort.options)("the dashboard's first page of runs, %s", async (sort) => {
  expect(await fullScans("runsPage", runsPageBody.parse({ sort }))).toEqual([]);
  expect(await fullSorts("runsPage", runsPageBody.parse({ sort }))).toEqual([]);
});

test.each([{ at_least: 3600 }, { below: 0.5 }, { at_least: 1, below: 2 }])(
  "the dashboard's runs by length, %o",
  async (length) => {
    expect(await fullScans("runsPage", runsPageBody.parse({ length }))).toEqual([]);
  },
);

test("a plot of some time reads that time alone", async () => {
  const flow_runs = { start_time: { after_: "2000-01-01T00:00:00Z", before_: "2100-01-01T00:00:00Z" } };
  expect(await fullScans("runsScatter", runsScatterBody.parse({ flow_runs }))).toEqual([]);
  expect(await fullScans("runsByFlow", runsByFlowBody.parse({ flow_runs }))).toEqual([]);
});

test.each(flowsPageSort.options)("the dashboard's first page of flows, %s", async (sort) => {
  expect(await fullScans("flowsPage", flowsPageBody.parse({ sort }))).toEqual([]);
});

test.each(deploymentsPageSort.options)("the dashboard's first page of deployments, %s", async (sort) => {
  // What each began last is known when all were looked at; there are as many as people made, whatever the runs.
  const read = sort === "LAST_RUN_DESC" ? ["SCAN deployment"] : [];
  expect(await fullScans("deploymentsPage", deploymentsPageBody.parse({ sort }))).toEqual(read);
});

test("the dashboard's work pools", async () => {
  expect(await fullScans("workPoolRows", {})).toEqual([]);
});

test("what a run's page shows", async () => {
  expect(await fullScans("timeline", { id: runId })).toEqual([]);
  expect(await fullScans("runLogs", { ...runLogsBody.parse({}), id: runId })).toEqual([]);
  expect(await fullScans("flowRunGraph", { id: runId, since: null })).toEqual([]);
  expect(await fullScans("waitingFacts", { id: runId })).toEqual([]);
});
