import { assetsPageBody, assetsPageSort } from "@tutti/core/wire/asset";
import { concurrencyLimitCreate } from "@tutti/core/wire/concurrency-limit";
import { eventInput } from "@tutti/core/wire/event";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { eventRecord } from "../../../src/commands/events/event-record.ts";
import { runCommand } from "../../../src/commands/run-command.ts";
import { systemDeps } from "../../../src/deps.ts";
import { openReader, openWriter, type Connection } from "../../../src/store/sqlite/connection.ts";
import { prepareFile } from "../../../src/store/sqlite/prepare-file.ts";
import { kyselyOver } from "../../../src/store/sqlite/sqlite-dialect.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { plansOf, type PlannedParams, type PlannedQuery } from "../../support/query-plans.ts";
import { flowRow, flowRunRow, insertRows, taskRunRow } from "../../support/rows.ts";
import { sampleEvent } from "../../support/event-gate.ts";

// What the dashboard's pages of one object, or of some, read of tables that grow is read by an index, however much there
// is.

const made = z.looseObject({ id: z.string() });
const flow = flowRow({ name: "planned" });
const run = flowRunRow({ flow_id: flow.id });

let database: TestDatabase;
let connection: Connection;
let limit = "";

beforeAll(async () => {
  database = await freshSqlite();
  const path = database.url.slice("sqlite:///".length);
  await prepareFile(path, systemDeps);
  const writer = openWriter(path);
  const db = kyselyOver(writer);
  await insertRows(db, "flow", [flow]);
  await insertRows(db, "flow_run", [run]);
  await insertRows(db, "task_run", [taskRunRow({ flow_run_id: run.id })]);
  await db.transaction().execute(async (tx) => {
    const pool = { name: "plans", type: "process", concurrency_limit: 5, base_job_template: {}, is_paused: false };
    await runCommand("createWorkPool", tx, systemDeps, { ...pool, storage_configuration: {} });
    await runCommand("recordWorkerHeartbeat", tx, systemDeps, {
      pool: "plans",
      name: "w",
      heartbeat_interval_seconds: 30,
    });
    const create = concurrencyLimitCreate.parse({ name: "database", limit: 1 });
    limit = made.parse((await runCommand("createConcurrencyLimit", tx, systemDeps, create)).result).id;
    const events = [
      sampleEvent({
        event: "prefect.worker.submitted-flow-run",
        resource: { "prefect.resource.id": "prefect.worker.process.w" },
        related: [{ "prefect.resource.id": `prefect.flow-run.${run.id}`, "prefect.resource.role": "flow-run" }],
      }),
      sampleEvent({
        event: "prefect.asset.materialization.succeeded",
        resource: { "prefect.resource.id": "s3://a" },
        related: [{ "prefect.resource.id": "s3://b", "prefect.resource.role": "asset" }],
      }),
    ];
    await runCommand("recordEvents", tx, systemDeps, {
      events: events.map((each) => eventRecord(eventInput.parse(each))),
    });
  });
  writer.close();
  connection = openReader(path);
});
afterAll(async () => {
  connection.close();
  await database.drop();
});

/** Steps that read a growing table through, or sort one whole; what is sorted of a few rows is no fault. */
async function faults<N extends PlannedQuery>(name: N, params: PlannedParams<N>): Promise<string[]> {
  const plans = await plansOf(connection, name, params);
  expect(plans.length).toBeGreaterThan(1);
  const growing =
    /^SCAN (flow_run|task_run|event|event_related|log|artifact|deployment|asset|asset_source|held|lease|run)$/;
  return plans.flat().filter((step) => growing.test(step));
}

test.each([
  ["runs beside each other", () => faults("compareRuns", { ids: [run.id] })],
  ["a flow's grid", () => faults("flowGrid", { id: flow.id })],
  ["who holds and waits for slots", () => faults("limitUse", { id: limit })],
  ["the limits of deployments", () => faults("deploymentLimits", {})],
  ["a pool's queues", () => faults("queuePlan", { pool: "plans" })],
  ["a pool's slots over time", () => faults("poolOccupancy", { pool: "plans", seconds: 3600 })],
  ["a worker", () => faults("workerDetails", { pool: "plans", name: "w" })],
  ["a worker's log", () => faults("workerLogs", { pool: "plans", name: "w" })],
  ["an asset", () => faults("assetLineage", { key: "s3://a" })],
])("the page of %s", async (_title, look) => {
  expect(await look()).toEqual([]);
});

test.each(assetsPageSort.options)("the first page of assets, %s", async (sort) => {
  const plans = await plansOf(connection, "assetsPage", assetsPageBody.parse({ sort }));
  expect(plans.flat().filter((step) => step.includes("B-TREE"))).toEqual([]);
});
