import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_VIOLATIONS, violationsInBothThemes } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";
import { makeRun } from "./support/made-runs.ts";
import { pressSequence } from "./support/press-sequence.ts";

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
  await page.getByRole("button", { name: "Time Last 24 hours" }).click();
  await page.getByRole("button", { name: "Last 7 days" }).click();
  await expect.poll(() => watched.search).toBe("?range=7d");
  await part("Needs a look").getByRole("link", { name: "All" }).click();
  await page.getByRole("heading", { name: "Runs" }).waitFor();
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(["broken-one"]);
  await pressSequence(watched, "g", "h");
  await page.getByRole("heading", { name: "Home" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("flows that fail again and again take one line each, and the tasks of all runs are counted", async () => {
  for (const name of ["first-one", "last-one"]) {
    await makeRun(dashboard, { flow: "noisy", name, states: [{ type: "FAILED" }], tags: ["loud"] });
  }
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/");
  const trouble = page.getByRole("region", { name: "Needs a look" });
  await trouble.getByText("noisy / last-one").waitFor();
  expect(await trouble.getByText("noisy / first-one").count()).toBe(0);
  const program = dashboard.run("broken");
  await page.getByText(/^\d+ task runs?$/).waitFor();
  await program.end();
  await page.locator('a[href*="/task-runs?"][href*="state=FAILED"]').waitFor();
  await page.getByRole("button", { name: "Tags" }).click();
  await page.getByRole("textbox", { name: "Add a tag" }).fill("loud");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect.poll(() => watched.search).toBe("?tag=loud");
  await expect.poll(() => trouble.locator(".home-row").count()).toBe(1);
  await page.getByRole("button", { name: "No subflows" }).click();
  await expect.poll(() => watched.search).toBe("?tag=loud&subflows=hide");
  await page.getByRole("button", { name: "No subflows", pressed: true }).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await trouble.getByRole("link", { name: "and 1 more of noisy" }).click();
  await page.getByRole("heading", { name: "Runs" }).waitFor();
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(["last-one", "first-one"]);
  expect(watched.faults).toStrictEqual([]);
});
