import { afterAll, beforeAll, expect, test } from "vitest";
import { violationsOf } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";
import { deploy, makeRun, newestRun } from "./support/made-runs.ts";
import { pressSequence } from "./support/press-sequence.ts";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
  await dashboard.run("broken").end();
});
afterAll(async () => {
  await dashboard.close();
});

const names = "tbody .run-link";

test("runs are found by deployment and pool, and the filters are given a name for everybody", async () => {
  await deploy(dashboard);
  await makeRun(dashboard, { flow: "etl", name: "red-fox", states: [{ type: "FAILED" }] });
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/runs");
  await page.getByText("red-fox").waitFor();
  await page.getByRole("button", { name: "Deployment" }).click();
  await page.getByRole("checkbox", { name: "prod", exact: true }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Work pool" }).click();
  await page.getByRole("checkbox", { name: "zoompool", exact: true }).check();
  await page.keyboard.press("Escape");
  await expect.poll(() => watched.search).toBe("?deployment=prod&pool=zoompool");
  await expect.poll(() => page.locator(names).count()).toBe(1);
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("textbox", { name: "Name of the view" }).fill("what prod does");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "what prod does", pressed: true }).waitFor();
  expect(await violationsOf(watched)).toStrictEqual([]);

  const other = await dashboard.page();
  await other.goto("/runs");
  await other.page.getByText("red-fox").waitFor();
  await other.page.getByRole("button", { name: "Views" }).click();
  await other.page.getByRole("button", { name: "what prod does", exact: true }).click();
  await expect.poll(() => other.search).toBe("?deployment=prod&pool=zoompool");
  await expect.poll(() => other.page.locator(names).count()).toBe(1);
  await other.page.getByRole("button", { name: "Views" }).click();
  await other.page.getByRole("button", { name: "Delete the view what prod does" }).click();
  await other.page.getByText("No view is saved yet.").waitFor();
  expect([...watched.faults, ...other.faults]).toStrictEqual([]);
});

test("task runs are listed whichever run called them, and lead to it", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/task-runs");
  await page.getByText("extract-0").waitFor();
  await page.getByRole("button", { name: "State" }).click();
  await page.getByRole("checkbox", { name: "Failed", exact: true }).check();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["explode-0"]);
  await page.getByRole("link", { name: "explode-0" }).click();
  const crumbs = page.getByRole("navigation", { name: "Where this is" });
  await crumbs.getByRole("link").nth(1).click();
  await page.waitForURL(`**/runs/run/${await newestRun(dashboard, "broken-flow")}**`);
  expect(watched.faults).toStrictEqual([]);
});

test("on a run, too, the keys that go to a page go there", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${await newestRun(dashboard, "broken-flow")}`);
  await page.locator(".log-row").first().waitFor();
  await pressSequence(watched, "g", "d");
  await page.getByRole("heading", { name: "Deployments", exact: true }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});
