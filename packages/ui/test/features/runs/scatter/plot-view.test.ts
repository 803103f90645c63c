import type { RunsScatter, ScatterDot } from "@tutti/core/wire/dashboard-runs";
import { expect, test } from "vitest";
import { cellAt, dotNear, extentOfCell } from "../../../../src/features/runs/scatter/plot-marks.ts";
import {
  acrossOf,
  extentOfPart,
  type PlotView,
  upOf,
  viewOf,
} from "../../../../src/features/runs/scatter/plot-view.ts";

const at = (minute: number) => Date.UTC(2026, 10, 22, 12, minute);
const iso = (minute: number) => new Date(at(minute)).toISOString();
const anyTime = { since: null, until: null };

function dot(id: string, minute: number, seconds: number): ScatterDot {
  const run = { id, name: id, flow_name: "etl", state_type: "COMPLETED", state_name: "Completed" } as const;
  return { ...run, start_time: iso(minute), estimated_run_time: seconds };
}

const dots = [dot("late", 50, 100), dot("early", 10, 1)];
const cells: Extract<RunsScatter, { kind: "cells" }> = {
  kind: "cells",
  from: iso(0),
  until: iso(40),
  columns: 4,
  cells: [
    { column: 0, row: 0, counts: { COMPLETED: 2 } },
    { column: 3, row: 18, counts: { COMPLETED: 1, FAILED: 1 } },
  ],
};

test("nothing has no view", () => {
  expect(viewOf({ kind: "dots", dots: [] }, anyTime)).toBeNull();
  expect(viewOf({ ...cells, cells: [] }, anyTime)).toBeNull();
});

test("a view holds all runs, and reaches as far as the window that is asked for", () => {
  const view = viewOf({ kind: "dots", dots }, { since: at(0), until: null });
  expect(view?.fromAt).toBe(at(0));
  expect(view?.toAt).toBeGreaterThan(at(50));
  expect(view?.least).toBeLessThan(1);
  expect(view?.most).toBeGreaterThan(100);
  const counted = viewOf(cells, anyTime);
  expect(counted?.least).toBeLessThanOrEqual(0.001);
  expect(counted?.most).toBeGreaterThan(1.4);
});

test("one run alone has room around it", () => {
  const view = viewOf({ kind: "dots", dots: [dot("one", 10, 5)] }, anyTime);
  expect(view === null ? 0 : view.most / view.least).toBeGreaterThan(10);
  expect(view === null ? 0 : view.toAt - view.fromAt).toBeGreaterThanOrEqual(1000);
});

const view: PlotView = { fromAt: at(0), toAt: at(60), least: 0.1, most: 1000 };

test("places and extents are each other's inverse", () => {
  expect([acrossOf(at(15), view), upOf(1, view)]).toStrictEqual([0.25, 0.25]);
  const { fromAt, toAt, least, most } = extentOfPart({ left: 0.25, right: 0.5, foot: 0.25, top: 0.5 }, view);
  expect([fromAt, toAt]).toStrictEqual([at(15), at(30)]);
  expect(least).toBeCloseTo(1, 9);
  expect(most).toBeCloseTo(10, 9);
});

test("the nearest dot is found, and none where none is near", () => {
  const pane = { width: 600, height: 400 };
  expect(dotNear(dots, view, pane, { x: 104, y: 103 })?.id).toBe("early");
  expect(dotNear(dots, view, pane, { x: 300, y: 10 })).toBeNull();
});

test("a cell is found at its place, and what is shorter than all belongs to the first row", () => {
  const counted = { ...view, least: 0.0005 };
  const [across, up] = [acrossOf(at(35), counted), upOf(1.2, counted)];
  expect(cellAt(cells, counted, across, up)).toStrictEqual(cells.cells[1]);
  expect(cellAt(cells, counted, across, 0.99)).toBeNull();
  expect(extentOfCell({ column: 0, row: 0, counts: {} }, cells)).toMatchObject({
    fromAt: at(0),
    toAt: at(10),
    least: 0,
  });
});
