import type { LogLine } from "@tutti/core/wire/dashboard";
import { expect, test } from "vitest";
import { findRows, levelName, logRows, logText } from "../../../../src/features/run/logs/log-rows.ts";

const everything = { level: undefined, runId: undefined, text: "" };

function line(id: string, fields: Partial<LogLine> = {}): LogLine {
  return {
    id,
    timestamp: "2026-11-22T10:00:00Z",
    level: 20,
    name: "tutti.flow_runs",
    message: `line ${id}`,
    flow_run_id: "run",
    task_run_id: null,
    ...fields,
  };
}

test("a record of several lines takes several rows", () => {
  const rows = logRows([line("a", { message: "Error: no\n  at f\r\n  at g\n" })], everything);
  expect(rows.map(({ text, isFirst, key }) => [text, isFirst, key])).toStrictEqual([
    ["Error: no", true, "a 0"],
    ["  at f", false, "a 1"],
    ["  at g", false, "a 2"],
  ]);
});

test.each([
  [{ level: "warning" as const }, ["c"]],
  [{ runId: "task" }, ["b"]],
  [{ runId: "sub" }, ["d"]],
  [{ text: "LINE B" }, ["b"]],
  [{ level: "info" as const }, ["a", "b", "c", "d"]],
])("the filter %j lets %j through", (filter, ids) => {
  const lines = [
    line("a"),
    line("b", { task_run_id: "task" }),
    line("c", { level: 40 }),
    line("d", { flow_run_id: "sub" }),
    line("e", { level: 10 }),
  ];
  expect(logRows(lines, { ...everything, ...filter }).map((row) => row.line.id)).toStrictEqual(ids);
});

test("a search looks through colours and ignores case", () => {
  const rows = logRows([line("a"), line("b", { message: "all \u001B[32mGo\u001B[0mod" })], everything);
  expect([findRows(rows, "good"), findRows(rows, "[32m"), findRows(rows, "")]).toStrictEqual([[1], [], []]);
});

test("a hundred thousand lines are split, filtered and searched", () => {
  const lines = Array.from({ length: 100_000 }, (_, index) => line(String(index), { message: `chunk ${index} done` }));
  const rows = logRows(lines, everything);
  expect([rows.length, findRows(rows, "chunk 99999").length]).toStrictEqual([100_000, 1]);
});

test.each([
  [10, "DEBUG"],
  [20, "INFO"],
  [25, "INFO"],
  [30, "WARNING"],
  [40, "ERROR"],
  [50, "CRITICAL"],
  [5, "DEBUG"],
])("level %d is called %s", (level, name) => {
  expect(levelName(level)).toBe(name);
});

test("the saved log has a line per record", () => {
  expect(logText([line("a"), line("b", { level: 40 })])).toBe(
    "2026-11-22T10:00:00Z INFO tutti.flow_runs: line a\n2026-11-22T10:00:00Z ERROR tutti.flow_runs: line b\n",
  );
});
