import { taskRunsFilterBody } from "@tutti/core/wire/task-run";
import { expect, test } from "vitest";
import { taskRunsFilters } from "../../../src/features/task-runs/task-runs-request.ts";
import { isFiltered, readTaskRunsSearch } from "../../../src/features/task-runs/task-runs-search.ts";

const now = Date.UTC(2026, 10, 22, 12);

test("without filters all tasks are asked for, and what stands for a subflow is none", () => {
  expect(taskRunsFilters({}, now)).toStrictEqual({
    flows: null,
    task_runs: { subflow_runs: { exists_: false } },
    sort: "EXPECTED_START_TIME_DESC",
  });
});

test("the address is read key by key, and the server takes every filter", () => {
  const raw = {
    q: "load",
    state: ["FAILED", "Cached"],
    flow: "etl",
    tag: "io",
    range: "24h",
    sort: "name",
    other: "x",
  };
  const filters = taskRunsFilters(readTaskRunsSearch(raw), now);
  expect(filters).toStrictEqual({
    flows: { name: { any_: ["etl"] } },
    task_runs: {
      subflow_runs: { exists_: false },
      name: { like_: "load" },
      state: { operator: "or_", type: { any_: ["FAILED"] }, name: { any_: ["Cached"] } },
      tags: { all_: ["io"] },
      expected_start_time: { after_: "2026-11-21T12:00:00.000Z" },
    },
    sort: "NAME_ASC",
  });
  expect(taskRunsFilterBody.safeParse(filters).success).toBe(true);
});

test("sort alone is no filter", () => {
  expect([isFiltered({ sort: "name" }), isFiltered({ state: ["FAILED"] })]).toStrictEqual([false, true]);
});
