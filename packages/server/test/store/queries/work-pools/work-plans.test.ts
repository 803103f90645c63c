import { poolPollBody } from "@tutti/core/wire/work-offer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemDeps } from "../../../../src/deps.ts";
import { runCommand } from "../../../../src/commands/run-command.ts";
import { workForPool } from "../../../../src/store/queries/work-pools/work-for-pool.ts";
import { openWriter, type Connection } from "../../../../src/store/sqlite/connection.ts";
import { prepareFile } from "../../../../src/store/sqlite/prepare-file.ts";
import { kyselyOver } from "../../../../src/store/sqlite/sqlite-dialect.ts";
import { freshSqlite, type TestDatabase } from "../../../support/databases.ts";

// What workers poll and what the foreman looks through must be read by an index, whatever the number of runs.

let database: TestDatabase;
let connection: Connection;
const statements: string[] = [];

beforeAll(async () => {
  database = await freshSqlite();
  const path = database.url.slice("sqlite:///".length);
  await prepareFile(path, systemDeps);
  connection = openWriter(path);
  const pool = { name: "plans", type: "process", concurrency_limit: 5, base_job_template: {}, is_paused: false };
  await runCommand("createWorkPool", kyselyOver(connection), systemDeps, { ...pool, storage_configuration: {} });
});
afterAll(async () => {
  connection.close();
  await database.drop();
});

/** The database, with what is asked of it noted. */
function noting() {
  statements.length = 0;
  const noted = new Proxy(connection, {
    get(target, key) {
      if (key === "prepare") return (text: string) => (statements.push(text), target.prepare(text));
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return kyselyOver(noted);
}

/** Steps of the plans that read a growing table through, or sort it. */
function slowSteps(): string[] {
  return statements
    .filter((text) => /^(select|update|with)/i.test(text))
    .flatMap((text) => {
      const nothing = Array.from(text.matchAll(/\?/g), () => null);
      const rows = connection.prepare(`explain query plan ${text}`).all(...nothing) as { detail: string }[];
      return rows.map((row) => row.detail);
    })
    .filter((step) => /^SCAN (flow_run|deployment|worker|work_queue)$|B-TREE/.test(step));
}

test("a worker's poll", async () => {
  await workForPool(noting(), systemDeps, { ...poolPollBody.parse({}), pool: "plans" });
  expect(statements.length).toBeGreaterThan(3);
  expect(slowSteps()).toEqual([]);
});

test.each([
  ["retireWorkers", { heartbeatsMissedMax: 3, heartbeatSeconds: 30 }],
  ["retireUnpolled", { deploymentSeconds: 60, queueSeconds: 60, limit: 10 }],
])("the foreman's %s", async (command, params) => {
  await runCommand(command, noting(), systemDeps, params);
  expect(statements.length).toBeGreaterThan(1);
  expect(slowSteps()).toEqual([]);
});
