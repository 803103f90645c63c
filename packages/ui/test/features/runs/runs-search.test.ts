import { runsPageBody } from "@tutti/core/wire/dashboard";
import { expect, test } from "vitest";
import { runsFilters, timelessFilters } from "../../../src/features/runs/runs-request.ts";
import { isFiltered, readRunsSearch } from "../../../src/features/runs/runs-search.ts";

const now = Date.UTC(2026, 10, 22, 12);

test("the address is read key by key, and what it does not know is dropped", () => {
  expect(
    readRunsSearch({ q: "etl", state: "FAILED", tag: ["a", "b"], range: "9d", sort: "longest", other: "x" }),
  ).toStrictEqual({
    q: "etl",
    state: ["FAILED"],
    tag: ["a", "b"],
    sort: "longest",
  });
});

test("sort alone is no filter", () => {
  expect([isFiltered({ sort: "name" }), isFiltered({ q: "a" })]).toStrictEqual([false, true]);
});

test("without filters only the sort is asked for", () => {
  expect(runsFilters({}, now)).toStrictEqual({
    search: null,
    flows: null,
    flow_runs: { start_time: { before_: "2026-11-22T12:01:00.000Z" } },
    deployments: null,
    work_pools: null,
    work_pool_queues: null,
    sort: "START_TIME_DESC",
  });
});

test("state types and names are alternatives, tags add up, the range counts from now", () => {
  const search = {
    q: "a",
    state: ["FAILED", "Late"],
    flow: ["etl"],
    tag: ["x", "y"],
    range: "24h",
    sort: "oldest",
  } as const;
  expect(
    runsFilters({ ...search, state: [...search.state], flow: ["etl"], tag: ["x", "y"] }, now, ["id"]),
  ).toStrictEqual({
    search: "a",
    flows: { name: { any_: ["etl"] } },
    flow_runs: {
      id: { any_: ["id"] },
      state: { operator: "or_", type: { any_: ["FAILED"] }, name: { any_: ["Late"] } },
      start_time: { after_: "2026-11-21T12:00:00.000Z" },
      tags: { all_: ["x", "y"] },
    },
    deployments: null,
    work_pools: null,
    work_pool_queues: null,
    sort: "START_TIME_ASC",
  });
});

test("a list that stands on a page of its own holds the runs of that page alone", () => {
  const { flow_runs, work_pools, work_pool_queues } = runsFilters(
    { state: ["FAILED"], pool: ["other"], within: { deployment: "id", pool: "p", queue: "q" } },
    now,
  );
  expect({ flow_runs, work_pools, work_pool_queues }).toStrictEqual({
    flow_runs: { state: { operator: "or_", type: { any_: ["FAILED"] } }, deployment_id: { any_: ["id"] } },
    work_pools: { name: { any_: ["p"] } },
    work_pool_queues: { name: { any_: ["q"] } },
  });
});

test("deployments and pools are chosen by their names", () => {
  const { deployments, work_pools } = runsFilters(readRunsSearch({ deployment: ["a", "b"], pool: "p" }), now);
  expect({ deployments, work_pools }).toStrictEqual({
    deployments: { name: { any_: ["a", "b"] } },
    work_pools: { name: { any_: ["p"] } },
  });
});

test("a window of its own goes before the range, and may reach into what is to come", () => {
  const since = "2026-11-22T10:00:00.000Z";
  const until = "2026-12-24T18:00:00.000Z";
  expect(runsFilters({ range: "1h", since, until }, now).flow_runs).toStrictEqual({
    start_time: { before_: until, after_: since },
  });
});

test("runs are narrowed by their length, and subflows left out", () => {
  const { length, flow_runs } = runsFilters({ length: "1.5-60", subflows: "hide", q: "a" }, now);
  expect({ length, flow_runs }).toStrictEqual({
    length: { at_least: 1.5, below: 60 },
    flow_runs: { parent_task_run_id: { is_null_: true } },
  });
});

test("what is counted by time asks for none beside it", () => {
  expect(timelessFilters({ range: "24h", sort: "name" })).toStrictEqual({
    search: null,
    flows: null,
    flow_runs: null,
    deployments: null,
    work_pools: null,
    work_pool_queues: null,
  });
});

test("the server takes every filter", () => {
  const all = runsFilters(
    {
      q: "a",
      state: ["FAILED", "Late"],
      flow: ["etl"],
      tag: ["x"],
      range: "1h",
      sort: "name",
      length: "3600-",
      subflows: "hide",
      deployment: ["nightly"],
      within: { deployment: "0192f0c1-2345-7678-9abc-def012345678", pool: "p", queue: "q" },
    },
    now,
  );
  expect(runsPageBody.safeParse({ ...all, limit: 100, cursor: null }).success).toBe(true);
});
