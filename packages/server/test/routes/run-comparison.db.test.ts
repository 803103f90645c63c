import { formatInstant, instant } from "@tutti/core/instant";
import { flowGrid } from "@tutti/core/wire/flow-grid";
import { runComparison } from "@tutti/core/wire/run-comparison";
import { expect, test } from "vitest";
import { toJson } from "../../src/store/rows/json-column.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";
import { artifactRow, flowRow, flowRunRow, insertRows, START, taskRunRow, withTables } from "../support/rows.ts";
import * as world from "../store/queries/dashboard-world.ts";

const at = (seconds: number) => instant(START + seconds * 1_000_000);
const iso = (seconds: number) => formatInstant(at(seconds));

describeOnDatabases("runs beside each other", (database) => {
  test("come in the order asked for, with what they were given, did and made; who is gone is left out", async () => {
    const { store, deps } = await database.open();
    await world.fillDashboard(database);
    await withTables(database, async (db) => {
      await db
        .updateTable("flow_run")
        .set({ parameters: toJson({ rate: 0.5 }), flow_version: "v2" })
        .where("id", "=", world.child.id)
        .execute();
      await insertRows(db, "artifact", [
        artifactRow({ flow_run_id: world.child.id, key: "model", type: "table", data: toJson('[{"rmse":6.4}]') }),
        artifactRow({
          flow_run_id: world.child.id,
          key: "model",
          type: "table",
          data: toJson('[{"rmse":6.2}]'),
          created: at(1),
        }),
        artifactRow({ flow_run_id: world.child.id, key: "long", type: "markdown", data: toJson("x".repeat(20_001)) }),
      ]);
    });
    const client = new RouteClient(store, deps);
    const ids = [world.child.id, deps.newId(), world.root.id, world.child.id];
    const [child, root, ...others] = runComparison.parse(
      await client.expect(200, "POST", "/tutti/runs/compare", { ids }),
    );
    expect(others).toEqual([]);
    expect(child).toEqual({
      ...world.childRow,
      flow_version: "v2",
      parameters: { rate: 0.5 },
      states: [],
      tasks: [{ task_key: "a-task", counts: { FAILED: 1 }, seconds: 0, start_time: null }],
      artifacts: [
        { id: expect.any(String), key: "long", type: "markdown", data: null },
        { id: expect.any(String), key: "model", type: "table", data: '[{"rmse":6.2}]' },
      ],
    });
    expect(root).toMatchObject({
      id: world.root.id,
      states: [{ type: "RUNNING", name: "Running", timestamp: world.iso(-30) }],
      tasks: [
        { task_key: "extract", counts: { COMPLETED: 1 }, seconds: 8, start_time: world.iso(-48) },
        { task_key: "a-task", counts: { COMPLETED: 1, PENDING: 1 }, seconds: 19, start_time: world.iso(-39) },
      ],
    });
  });

  test("are ten at most", async () => {
    const { store, deps } = await database.open();
    const client = new RouteClient(store, deps);
    const ids = Array.from({ length: 11 }, () => deps.newId());
    expect(await client.ask("POST", "/tutti/runs/compare", { ids })).toMatchObject({ status: 422 });
  });
});

describeOnDatabases("the grid of a flow", (database) => {
  test("has the latest runs, oldest first, and what became of their tasks", async () => {
    const { store, deps } = await database.open();
    const flow = flowRow({ name: `grid ${deps.newId()}` });
    const runs = Array.from({ length: 32 }, (_, n) =>
      flowRunRow({ flow_id: flow.id, name: `run ${n}`, state_type: "COMPLETED", start_time: at(n - 100) }),
    );
    const newest = runs.at(-1)?.id ?? "";
    const tasks = [
      taskRunRow({
        flow_run_id: newest,
        task_key: "load",
        state_type: "FAILED",
        start_time: at(-60),
        end_time: at(-58),
      }),
      taskRunRow({
        flow_run_id: newest,
        task_key: "load",
        state_type: "COMPLETED",
        start_time: at(-61),
        end_time: at(-58),
      }),
      taskRunRow({ flow_run_id: runs[0]?.id ?? "", task_key: "load", state_type: "COMPLETED" }),
    ];
    await withTables(database, async (db) => {
      await insertRows(db, "flow", [flow]);
      await insertRows(db, "flow_run", runs);
      await insertRows(db, "task_run", tasks);
    });
    const client = new RouteClient(store, deps);
    const grid = flowGrid.parse(await client.expect(200, "GET", `/tutti/flows/${flow.id}/grid`));
    expect(grid.runs.map(({ name }) => name)).toEqual(runs.slice(2).map(({ name }) => name));
    expect(grid.tasks).toEqual([
      { flow_run_id: newest, task_key: "load", counts: { FAILED: 1, COMPLETED: 1 }, seconds: 5, start_time: iso(-61) },
    ]);
    expect(await client.ask("GET", `/tutti/flows/${deps.newId()}/grid`)).toMatchObject({ status: 404 });
  });
});
