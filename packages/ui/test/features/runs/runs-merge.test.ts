import type { RunRow } from "@tutti/core/wire/dashboard";
import { expect, test } from "vitest";
import { mergeRows, type RunsPages } from "../../../src/features/runs/runs-merge.ts";
import { runRow } from "../../run-row.ts";

function pages(...lists: RunRow[][]): RunsPages {
  return {
    pages: lists.map((results, index) => ({
      results,
      next_cursor: index === lists.length - 1 ? null : String(index + 1),
      total: index === 0 ? { count: lists.flat().length, is_bounded: false } : null,
    })),
    pageParams: lists.map((_, index) => (index === 0 ? null : String(index))),
  };
}

function shape(data: RunsPages) {
  return { pages: data.pages.map((page) => page.results.map((row) => row.id)), total: data.pages[0]?.total?.count };
}

const at = (id: string, minute: number, more: Partial<RunRow> = {}) =>
  runRow({ id, start_time: `2026-11-22T10:${String(minute).padStart(2, "0")}:00Z`, ...more });

test("a new run stands where the sort puts it", () => {
  const data = pages([at("c", 30), at("b", 20)], [at("a", 10)]);
  expect(shape(mergeRows(data, new Set(["n"]), [at("n", 15)], "newest"))).toStrictEqual({
    pages: [
      ["c", "b"],
      ["n", "a"],
    ],
    total: 4,
  });
});

test("a run that matches no longer goes", () => {
  const data = pages([at("c", 30), at("b", 20)]);
  expect(shape(mergeRows(data, new Set(["b"]), [], "newest"))).toStrictEqual({ pages: [["c"]], total: 1 });
});

test("a run whose start has changed moves", () => {
  const data = pages([at("c", 30), at("b", 20), at("a", 10)]);
  expect(shape(mergeRows(data, new Set(["a"]), [at("a", 40)], "newest"))).toStrictEqual({
    pages: [["a", "c", "b"]],
    total: 3,
  });
});

test("a run that belongs to a page not loaded yet is left to that page", () => {
  const data = pages([at("c", 30)], [at("b", 20)]);
  const partial: RunsPages = { pages: data.pages.slice(0, 1), pageParams: [null] };
  expect(shape(mergeRows(partial, new Set(["n"]), [at("n", 5)], "newest")).pages).toStrictEqual([["c"]]);
});

test.each([
  ["name", ["a", "n", "z"]],
  ["name-desc", ["z", "n", "a"]],
  ["longest", ["z", "n", "a"]],
  ["oldest", ["a", "n", "z"]],
] as const)("sorted by %s it stands in the middle", (sort, ids) => {
  const row = (id: string, minute: number) => at(id, minute, { name: id, estimated_run_time: minute });
  const ends = [row("a", 1), row("z", 9)];
  const data = pages(ids[0] === "a" ? ends : ends.reverse());
  expect(shape(mergeRows(data, new Set(["n"]), [row("n", 5)], sort)).pages).toStrictEqual([[...ids]]);
});
