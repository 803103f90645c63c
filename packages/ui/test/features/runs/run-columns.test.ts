import { expect, test } from "vitest";
import { isUsual, readColumns, USUAL_COLUMNS } from "../../../src/features/runs/run-columns.ts";

test("columns stand in their own order, whichever way they were kept, and those that are not known are dropped", () => {
  expect(readColumns("tags started shoe flow")).toStrictEqual(["flow", "started", "tags"]);
});

test("who chose nothing sees the usual ones, who chose none sees none", () => {
  expect([readColumns(null), readColumns("")]).toStrictEqual([USUAL_COLUMNS, []]);
  expect([isUsual(readColumns(null)), isUsual([])]).toStrictEqual([true, false]);
});
