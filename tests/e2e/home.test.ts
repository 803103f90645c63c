import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_VIOLATIONS, violationsInBothThemes } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";
import { makeRun } from "./support/made-runs.ts";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
});
afterAll(async () => {
  await dashboard.close();
});

test("the home page says what needs a look, what is under way, who takes runs and what comes next", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/");
  await page.getByText("Nothing failed, nothing is late").waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  const failed = { type: "FAILED", message: "bad record 8" };
  await makeRun(dashboard, { flow: "etl", name: "broken-one", states: [{ type: "RUNNING" }, failed] });
  await makeRun(dashboard, { flow: "etl", name: "busy-one", states: [{ type: "RUNNING" }] });
  const later = { type: "SCHEDULED", state_details: { scheduled_time: "2099-01-01T00:00:00Z" } };
  await makeRun(dashboard, { flow: "etl", name: "later-one", states: [later] });
  await dashboard.call("POST", "/work_pools/", { name: "zoompool", type: "process" });
  const part = (name: string) => page.getByRole("region", { name });
  await part("Needs a look").getByText("etl / broken-one").waitFor();
  await part("Needs a look").getByText("bad record 8").waitFor();
  await part("Under way").getByText("etl / busy-one").waitFor();
  await part("Upcoming").getByText("later-one").waitFor();
  await part("Work pools").getByText("zoompool").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByLabel("Time").selectOption("Last 7 days");
  await expect.poll(() => watched.search).toBe("?range=7d");
  await part("Needs a look").getByRole("link", { name: "All" }).click();
  await page.getByRole("heading", { name: "Runs" }).waitFor();
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(["broken-one"]);
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.getByRole("heading", { name: "Home" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});
