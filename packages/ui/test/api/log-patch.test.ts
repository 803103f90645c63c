import type { LogLine, RunLogs } from "@tutti/core/wire/dashboard";
import { expect, test } from "vitest";
import { appendLines, patchLogs } from "../../src/api/log-patch.ts";

function line(id: string, second: number): LogLine {
  return {
    id,
    timestamp: `2026-11-22T10:00:${String(second).padStart(2, "0")}Z`,
    level: 20,
    name: "tutti",
    message: id,
    flow_run_id: "run",
    task_run_id: null,
  };
}

test("lines come in the order of their time, each once, however late they come", () => {
  const known = [line("a", 1), line("c", 3), line("d", 4)];
  const next = appendLines(known, [line("d", 4), line("e", 5), line("b", 2)]);
  expect(next.map(({ id }) => id)).toStrictEqual(["a", "b", "c", "d", "e"]);
});

test("lines that are known leave the very same list", () => {
  const known = [line("a", 1), line("b", 2)];
  expect(appendLines(known, [line("b", 2)])).toBe(known);
});

test("while older pages are still to come, new lines are left to them", () => {
  const page: RunLogs = { results: [line("a", 1)], next_cursor: "more" };
  const logs = { pages: [page], pageParams: [null] };
  expect(patchLogs(logs, [line("b", 2)])).toBe(logs);
});

test("once all pages are there, new lines stand at the end of the last", () => {
  const logs = {
    pages: [
      { results: [line("a", 1)], next_cursor: "1" },
      { results: [line("b", 2)], next_cursor: null },
    ],
    pageParams: [null, "1"],
  };
  expect(patchLogs(logs, [line("c", 3)]).pages.map((page) => page.results.map(({ id }) => id))).toStrictEqual([
    ["a"],
    ["b", "c"],
  ]);
});
