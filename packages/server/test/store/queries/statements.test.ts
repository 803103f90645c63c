import { flowsPageBody, runsPageBody } from "@tutti/core/wire/dashboard";
import { flowRunsPaginateBody } from "@tutti/core/wire/flow-run";
import { taskRunsPaginateBody } from "@tutti/core/wire/task-run";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemDeps } from "../../../src/deps.ts";
import { flowsPage } from "../../../src/store/queries/flows/flows-page.ts";
import { paginateFlowRuns } from "../../../src/store/queries/flow-runs/paginate-flow-runs.ts";
import { paginateTaskRuns } from "../../../src/store/queries/task-runs/paginate-task-runs.ts";
import { runsPage } from "../../../src/store/queries/flow-runs/runs-page.ts";
import { timeline } from "../../../src/store/queries/flow-runs/timeline.ts";
import { openWriter, type Connection } from "../../../src/store/sqlite/connection.ts";
import { prepareFile } from "../../../src/store/sqlite/prepare-file.ts";
import { kyselyOver } from "../../../src/store/sqlite/sqlite-dialect.ts";
import type { Database } from "../../../src/store/tables.ts";
import { counted } from "../../support/counted.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { flowRow, flowRunRow, flowRunStateRow, insertRows, taskRunRow } from "../../support/rows.ts";

const flows = Array.from({ length: 20 }, (_, n) => flowRow({ name: `flow-${n}` }));
const runs = flows.flatMap((flow) => Array.from({ length: 10 }, () => flowRunRow({ flow_id: flow.id })));
const states = runs.map((run) => flowRunStateRow({ flow_run_id: run.id }));
for (const [n, run] of runs.entries()) run.state_id = states[n]?.id ?? null;
const runId = runs[0]?.id ?? "";
const tasks = Array.from({ length: 300 }, () => taskRunRow({ flow_run_id: runId, run_count: 2 }));

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await freshSqlite();
  const path = database.url.slice("sqlite:///".length);
  await prepareFile(path, systemDeps);
  connection = openWriter(path);
  await kyselyOver(connection)
    .transaction()
    .execute(async (tx) => {
      await insertRows(tx, "flow", flows);
      await insertRows(tx, "flow_run", runs);
      await insertRows(tx, "flow_run_state", states);
      await insertRows(tx, "task_run", tasks);
    });
});
afterAll(async () => {
  connection.close();
  await database.drop();
});

async function statementsOf(read: (db: Kysely<Database>) => Promise<unknown>): Promise<number> {
  const { db, statements } = counted(kyselyOver(connection));
  await read(db);
  return statements();
}

test.each<[string, number, (db: Kysely<Database>, limit: number) => Promise<unknown>]>([
  ["flow runs", 4, (db, limit) => paginateFlowRuns(db, systemDeps, flowRunsPaginateBody.parse({ limit }))],
  ["task runs", 4, (db, limit) => paginateTaskRuns(db, systemDeps, taskRunsPaginateBody.parse({ limit }))],
  ["the dashboard's runs", 4, (db, limit) => runsPage(db, systemDeps, runsPageBody.parse({ limit }))],
  [
    "the dashboard's flows",
    6,
    (db, limit) => flowsPage(db, systemDeps, flowsPageBody.parse({ limit: Math.min(limit, 100) })),
  ],
])("a page of %s takes at most %i statements, however long it is", async (_what, most, read) => {
  expect(await statementsOf((db) => read(db, 1))).toBeLessThanOrEqual(most);
  expect(await statementsOf((db) => read(db, 200))).toBeLessThanOrEqual(most);
});

test("a timeline takes as many statements with one task run as with hundreds", async () => {
  const lone = runs[1]?.id ?? "";
  await kyselyOver(connection)
    .insertInto("task_run")
    .values(taskRunRow({ flow_run_id: lone, run_count: 2 }))
    .execute();
  const few = await statementsOf((db) => timeline(db, systemDeps, { id: lone }));
  expect(await statementsOf((db) => timeline(db, systemDeps, { id: runId }))).toBe(few);
});
