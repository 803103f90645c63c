import type { LogLine } from "@tutti/core/wire/dashboard";
import { expect, test } from "vitest";
import { createRowReader } from "../../../../src/features/run/logs/row-reader.ts";

const filter = { level: undefined, runId: undefined, text: "" };

function line(id: string): LogLine {
  return {
    id,
    timestamp: "2026-11-22T10:00:00Z",
    level: 20,
    name: "x",
    message: id,
    flow_run_id: "run",
    task_run_id: null,
  };
}

test("a log that grows is read on, one that changed before its end is read anew", () => {
  const read = createRowReader();
  const first = [line("a"), line("ab")];
  const one = read(first, filter, "b");
  const two = read([...first, line("b")], filter, "b");
  const three = read([line("b0"), ...first], filter, "b");
  expect([one, two, three].map(({ rows, hits }) => [rows.map((row) => row.text), hits])).toStrictEqual([
    [["a", "ab"], [1]],
    [
      ["a", "ab", "b"],
      [1, 2],
    ],
    [
      ["b0", "a", "ab"],
      [0, 2],
    ],
  ]);
});

test("another filter or search reads anew, the same read gives the same rows", () => {
  const read = createRowReader();
  const lines = [line("a"), line("b")];
  const one = read(lines, filter, "");
  expect(read(lines, filter, "")).toBe(one);
  expect(read(lines, { ...filter, text: "b" }, "b")).toStrictEqual({ rows: [one.rows[1]], hits: [0] });
});
