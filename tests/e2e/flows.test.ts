import { afterAll, beforeAll, expect, test } from "vitest";
import { Dashboard } from "./support/dashboard.ts";
import { makeRun } from "./support/made-runs.ts";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
});
afterAll(async () => {
  await dashboard.close();
});

test("flows show how their latest runs went, live, and lead to their own runs", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/flows");
  await page.getByRole("heading", { name: "No flows yet" }).waitFor();
  await makeRun(dashboard, { flow: "etl", name: "first", states: [{ type: "RUNNING" }, { type: "COMPLETED" }] });
  await makeRun(dashboard, { flow: "etl", name: "second", states: [{ type: "RUNNING" }, { type: "FAILED" }] });
  await makeRun(dashboard, { flow: "report", name: "third", states: [{ type: "RUNNING" }, { type: "COMPLETED" }] });
  const row = page.getByRole("row", { name: /etl/ });
  await row.getByText("1 completed").waitFor();
  await row.getByText("1 failed").waitFor();
  await row.getByText("second").waitFor();
  expect(await row.locator(".run-bar:not(.run-bar-none)").count()).toBe(2);
  await page.getByRole("link", { name: "etl" }).click();
  await page.getByRole("heading", { name: "etl" }).waitFor();
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(["second", "first"]);
  await page.getByRole("button", { name: "State" }).click();
  await page.getByRole("checkbox", { name: "Failed", exact: true }).check();
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(["second"]);
  await page.reload();
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(["second"]);
  expect(watched.faults).toStrictEqual([]);
});

test("flows are searched and sorted in the address", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/flows?sort=name-desc");
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(["report", "etl"]);
  await page.getByRole("searchbox", { name: "Search names" }).fill("rep");
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(["report"]);
  expect(watched.search).toBe("?sort=name-desc&q=rep");
  expect(watched.faults).toStrictEqual([]);
});
