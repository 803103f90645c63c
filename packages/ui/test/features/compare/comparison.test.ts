import { unreachable } from "@tutti/core/unreachable";
import type { ComparedRun } from "@tutti/core/wire/run-comparison";
import { expect, test } from "vitest";
import { changeWords, type Cell, lengthCell, lengthRow, NONE, numberCell } from "../../../src/features/compare/cell.ts";
import { compare } from "../../../src/features/compare/comparison.ts";
import { readCompareSearch } from "../../../src/features/compare/compare-search.ts";
import { runRow } from "../../run-row.ts";

function run(changes: Partial<ComparedRun>): ComparedRun {
  return { ...runRow({}), flow_version: null, parameters: {}, states: [], tasks: [], artifacts: [], ...changes };
}

/** `label: cell | cell`, with a mark where they differ. */
function told(runs: readonly ComparedRun[], title: string): string[] {
  const rows = compare(runs).find((group) => group.title === title)?.rows ?? [];
  return rows.map(
    ({ label, cells, isDifferent }) => `${isDifferent ? "≠ " : ""}${label}: ${cells.map(wordsOf).join(" | ")}`,
  );
}

function wordsOf(cell: Cell): string {
  switch (cell.kind) {
    case "none":
      return "–";
    case "state":
      return String(cell.name);
    case "time":
      return cell.at;
    case "text":
    case "number":
      return cell.text;
    default:
      return unreachable(cell);
  }
}

test("parameters stand leaf by leaf, and where they differ it says so", () => {
  const runs = [
    run({ parameters: { rate: 0.1, model: { depth: 6, kind: "tree" }, months: ["1"], none: {}, gone: null } }),
    run({ parameters: { rate: 0.2, model: { depth: 6, kind: "tree" }, months: ["1", "2"], none: {}, gone: null } }),
  ];
  expect(told(runs, "Parameters")).toEqual([
    "≠ rate: 0.1 | 0.2",
    "model.depth: 6 | 6",
    "model.kind: tree | tree",
    "months.0: 1 | 1",
    "none: {} | {}",
    "gone: null | null",
    "≠ months.1: – | 2",
  ]);
});

test("a table of one row is a list of metrics; what is long is told by its kind", () => {
  const artifact = (key: string, type: string, data: unknown) => ({ id: key, key, type, data });
  const runs = [
    run({
      artifacts: [
        artifact("scores", "table", '[{"rmse":6.412345678,"kind":"xgb","none":null}]'),
        artifact("rows", "table", "[[1],[2]]"),
        artifact("done", "progress", 40),
        artifact("report", "markdown", "x".repeat(100)),
        artifact("note", "markdown", "short"),
        artifact("huge", "markdown", null),
      ],
    }),
  ];
  expect(told(runs, "Artifacts and metrics")).toEqual([
    "scores.rmse: 6.41235",
    "scores.kind: xgb",
    "scores.none: –",
    "rows: 2 rows",
    "done: 40 %",
    "report: markdown, 100 characters",
    "note: short",
    "huge: markdown, long",
  ]);
});

test("tasks are told with their calls, failures and time, under one name however their code changed", () => {
  const task = (task_key: string, counts: object, seconds: number) => ({ task_key, counts, seconds, start_time: null });
  const runs = [
    run({ tasks: [task("load-0a1b2c3d", { COMPLETED: 1 }, 10), task("idle", { COMPLETED: 1 }, 0.1)] }),
    run({ tasks: [task("load-4e5f6071", { COMPLETED: 3, FAILED: 1 }, 30), task("idle", { COMPLETED: 1 }, 0.3)] }),
  ];
  expect(told(runs, "Tasks")).toEqual(["≠ load: 10 s | 4 × 1 failed, 30 s", "idle: 100 ms | 300 ms"]);
});

test("facts that no run has are left out", () => {
  const runs = [run({ state_type: "FAILED", state_name: "Failed", start_time: null, expected_start_time: null })];
  expect(told(runs, "Run").map((line) => line.split(":")[0])).not.toContain("Waited");
  expect(told(runs, "Run")).toContain("State: Failed");
});

test("lengths differ by more than chance, or where one is missing", () => {
  const isDifferent = (...seconds: (number | null)[]) =>
    lengthRow(
      "x",
      seconds.map((each) => (each === null ? NONE : lengthCell(each))),
    ).isDifferent;
  expect([
    isDifferent(10, 10.5),
    isDifferent(0.1, 0.9),
    isDifferent(10, 12),
    isDifferent(10, null),
    isDifferent(null),
  ]).toEqual([false, false, true, true, false]);
});

test.each([
  [100, 112, "+12 %"],
  [100, 95.5, "−4.5 %"],
  [100, 100.01, null],
  [0, 5, null],
  [-2, -1, "+50 %"],
  [1, 25, "25 times"],
])("from %d to %d is %j", (first, value, words) => {
  expect(changeWords(numberCell(first), numberCell(value))).toBe(words);
});

test("the first is held against nothing, nor is what is no number", () => {
  const one = numberCell(1);
  expect([changeWords(one, one), changeWords(NONE, one), changeWords(undefined, one)]).toEqual([null, null, null]);
});

test("the address names the runs and what is shown of them", () => {
  expect(readCompareSearch({ run: ["a", "b", "a"], show: "differences" })).toEqual({
    run: ["a", "b"],
    show: "differences",
  });
  expect(readCompareSearch({ show: "x" })).toEqual({});
});
