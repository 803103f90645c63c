import { formatInstant, instant } from "@tutti/core/instant";
import { runsPageBody } from "@tutti/core/wire/dashboard";
import { runsScatterBody } from "@tutti/core/wire/dashboard-runs";
import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../../../src/store/store.ts";
import { describeOnDatabases } from "../../../support/databases.ts";
import { flowRow, flowRunRow, insertRows, START, withTables } from "../../../support/rows.ts";
import { childRow, fillDashboard, iso, root } from "../dashboard-world.ts";

const rootDot = {
  id: root.id,
  name: "root",
  flow_name: "etl",
  state_type: "RUNNING",
  state_name: "Running",
  start_time: iso(-50),
  estimated_run_time: 35,
};
const childDot = {
  id: childRow.id,
  name: "child",
  flow_name: "Report",
  state_type: "COMPLETED",
  state_name: "Completed",
  start_time: iso(-37),
  estimated_run_time: 16,
};

const lengths: [string, object, string[]][] = [
  ["at least 16 s", { at_least: 16 }, ["child", "root"]],
  ["at least 17 s: what grows counts as it stands", { at_least: 17 }, ["root"]],
  ["below 16 s", { below: 16 }, []],
  ["from 16 to 35 s", { at_least: 16, below: 35 }, ["child"]],
  ["any, but begun", {}, ["child", "root"]],
];

describeOnDatabases("runs by start and length", (database) => {
  let store: Store;
  let isFilled = false;

  beforeEach(async () => {
    ({ store } = await database.open());
    if (!isFilled) await fillDashboard(database);
    isFilled = true;
  });

  test("are dots, newest first; what has not begun is none", async () => {
    expect(await store.read("runsScatter", runsScatterBody.parse({}))).toEqual({
      kind: "dots",
      dots: [childDot, rootDot],
    });
  });

  test.each(lengths)("are narrowed by their length, as the list is: %s", async (_title, length, names) => {
    const { results } = await store.read("runsPage", runsPageBody.parse({ length }));
    const scatter = await store.read("runsScatter", runsScatterBody.parse({ length }));
    expect(results.map(({ name }) => name)).toEqual(names);
    expect(scatter.kind === "dots" ? scatter.dots.map(({ name }) => name) : null).toEqual(names);
  });
});

describeOnDatabases("more than a thousand runs", (database) => {
  const flow = flowRow({ name: "many" });
  const at = (seconds: number) => instant(START + seconds * 1_000_000);

  test("are counted in cells: by time, by length on a logarithmic scale, and by state", async () => {
    const { store } = await database.open();
    const runs = Array.from({ length: 1100 }, (_, n) =>
      flowRunRow({
        flow_id: flow.id,
        state_type: n % 100 === 0 ? "FAILED" : "COMPLETED",
        state_name: "Completed",
        expected_start_time: at(n < 100 ? 0 : 959),
        start_time: at(n < 100 ? 0 : 959),
        total_run_micros: n < 100 ? 500 : 12_000_000,
      }),
    );
    await withTables(database, async (db) => {
      await insertRows(db, "flow", [flow]);
      await insertRows(db, "flow_run", runs);
    });
    expect(await store.read("runsScatter", runsScatterBody.parse({}))).toEqual({
      kind: "cells",
      from: formatInstant(at(0)),
      until: formatInstant(instant(at(959) + 1)),
      columns: 96,
      cells: [
        { column: 0, row: 0, counts: { COMPLETED: 99, FAILED: 1 } },
        { column: 95, row: 24, counts: { COMPLETED: 990, FAILED: 10 } },
      ],
    });
    const few = await store.read("runsScatter", runsScatterBody.parse({ length: { below: 1 } }));
    expect(few.kind === "dots" ? few.dots.length : null).toBe(100);
  });
});
