import { deploymentsPageBody } from "@tutti/core/wire/dashboard-work";
import { expect, test } from "vitest";
import { deploymentsFilters } from "../../../src/features/deployments/deployments-request.ts";
import { isFiltered, readDeploymentsSearch } from "../../../src/features/deployments/deployments-search.ts";

test("the address is read key by key, and what it does not know is dropped", () => {
  const raw = { q: "x", tag: ["a", "b"], flow: "f", pool: "p", status: "paused", sort: "recent", other: "1" };
  expect(readDeploymentsSearch(raw)).toStrictEqual({
    q: "x",
    tag: ["a", "b"],
    flow: ["f"],
    pool: ["p"],
    status: "paused",
    sort: "recent",
  });
  expect(readDeploymentsSearch({ status: "gone", sort: "x" })).toStrictEqual({});
});

test("sort alone is no filter", () => {
  expect([isFiltered({ sort: "name" }), isFiltered({ pool: ["p"] })]).toStrictEqual([false, true]);
});

test("the server takes every filter", () => {
  const filters = deploymentsFilters({
    q: "x",
    tag: ["a"],
    flow: ["f"],
    pool: ["p"],
    status: "paused",
    sort: "recent",
  });
  expect(filters).toStrictEqual({
    search: "x",
    flows: { name: { any_: ["f"] } },
    work_pools: { name: { any_: ["p"] } },
    deployments: { tags: { all_: ["a"] }, paused: { eq_: true } },
    sort: "LAST_RUN_DESC",
  });
  expect(deploymentsPageBody.safeParse(filters).success).toBe(true);
  expect(deploymentsFilters({}).deployments).toBe(null);
});
