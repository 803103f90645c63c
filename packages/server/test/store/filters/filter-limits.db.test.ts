import { randomUUID } from "node:crypto";
import { flowsFilterBody } from "@tutti/core/wire/flow";
import { flowRunsFilterBody } from "@tutti/core/wire/flow-run";
import { taskRunsFilterBody } from "@tutti/core/wire/task-run";
import { beforeEach, expect, test } from "vitest";
import { toJson } from "../../../src/store/rows/json-column.ts";
import type { Store } from "../../../src/store/store.ts";
import { describeOnDatabases } from "../../support/databases.ts";
import { flowRow, flowRunRow, insertRows, taskRunRow, withTables } from "../../support/rows.ts";

const many = Array.from({ length: 20_000 }, () => randomUUID());
const long = "x".repeat(100_000);

const flow = flowRow({ name: "a-flow" });
const run = flowRunRow({ flow_id: flow.id, name: "a-run", tags: toJson(many.slice(0, 150)) });
const task = taskRunRow({ flow_run_id: run.id });

/** Filters as large and odd as a body of 1 MB may hold, and whether they find the one run. */
const filters: [string, object, boolean][] = [
  ["20,000 ids, the run's among them", { id: { any_: [...many, run.id] } }, true],
  ["20,000 ids of others", { id: { any_: many } }, false],
  ["20,000 excluded ids", { id: { not_any_: many } }, true],
  ["20,000 names", { name: { any_: [...many, "a-run"] } }, true],
  ["20,000 state names", { state: { name: { any_: many } } }, false],
  ["20,000 parents", { parent_flow_run_id: { any_: many } }, false],
  ["150 tags, all there", { tags: { all_: many.slice(0, 150) } }, true],
  ["151 tags, one missing", { tags: { all_: many.slice(0, 151) } }, false],
  ["20,000 tags, any", { tags: { any_: many } }, true],
  ["20,000 tags, all", { tags: { all_: many } }, false],
  ["a long part of a name", { name: { like_: long } }, false],
  ["a long name", { name: { any_: [long] } }, false],
  ["a NUL in a name", { name: { any_: ["a\0run"] } }, false],
  ["a NUL in a part of a name", { name: { like_: "\0" } }, false],
  ["a NUL in an excluded key", { idempotency_key: { not_any_: ["\0"] } }, false],
  ["a NUL in a tag", { tags: { any_: ["\0"] } }, false],
  ["half a surrogate pair in a tag", { tags: { any_: ["\ud800"] } }, false],
  ["half a surrogate pair in a name", { name: { any_: ["\ud800"] } }, false],
  ["a quote", { name: { any_: ["' or 1=1 --"], like_: "'" } }, false],
  ["the farthest dates", { start_time: { after_: "0001-01-01T00:00:00Z", before_: "9999-12-31T23:59:59Z" } }, false],
];

describeOnDatabases("a filter", (database) => {
  let store: Store;
  let isFilled = false;

  beforeEach(async () => {
    ({ store } = await database.open());
    if (isFilled) return;
    isFilled = true;
    await withTables(database, async (db) => {
      await insertRows(db, "flow", [flow]);
      await insertRows(db, "flow_run", [run]);
      await insertRows(db, "task_run", [task]);
    });
  });

  test.each(filters)("with %s is answered", async (_title, flow_runs, isFound) => {
    const ids = isFound ? [run.id] : [];
    const runs = await store.read("listFlowRuns", flowRunsFilterBody.parse({ flow_runs, sort: "START_TIME_DESC" }));
    expect(runs.map(({ id }) => id)).toEqual(ids);
    const either = { flow_runs: { ...flow_runs, operator: "or_" } };
    const flows = await store.read("listFlows", flowsFilterBody.parse(either));
    expect(flows.map(({ id }) => id)).toEqual(isFound ? [flow.id] : []);
    const tasks = await store.read("listTaskRuns", taskRunsFilterBody.parse({ flow_runs }));
    expect(tasks.map(({ id }) => id)).toEqual(isFound ? [task.id] : []);
  });
});
