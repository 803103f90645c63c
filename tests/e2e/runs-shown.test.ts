import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { NO_VIOLATIONS, violationsInBothThemes } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";
import { makeRun } from "./support/made-runs.ts";
import { pressSequence } from "./support/press-sequence.ts";

const flow = z.object({ id: z.string() });

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
  const failed = { type: "FAILED", message: "bad record 8" };
  await makeRun(dashboard, { flow: "etl", name: "broken-owl", states: [{ type: "RUNNING" }, failed] });
  await makeRun(dashboard, { flow: "etl", name: "fine-owl", states: [{ type: "RUNNING" }, { type: "COMPLETED" }] });
  const state = { type: "SCHEDULED", state_details: { scheduled_time: "2099-06-01T00:00:00Z" } };
  const { id: flow_id } = flow.parse(await dashboard.call("POST", "/flows/", { name: "etl" }));
  await dashboard.call("POST", "/flow_runs/", { flow_id, name: "later-owl", state });
});
afterAll(async () => {
  await dashboard.close();
});

const names = "tbody .run-link";

test("a time of one's own is asked for in the zone that is chosen, and stands in the address", async () => {
  const watched = await dashboard.page({ timezoneId: "Asia/Tokyo" });
  const { page } = watched;
  await watched.goto("/runs");
  await page.getByText("fine-owl").waitFor();
  await page.getByRole("button", { name: "Time", exact: true }).click();
  await page.getByText("in GMT+9").waitFor();
  await page.getByLabel("From", { exact: true }).fill("2099-06-01T08:00:00");
  await expect.poll(() => watched.search).toBe("?since=2099-05-31T23:00:00.000Z");
  await page.getByRole("heading", { name: "No run matches" }).waitFor();
  await page.getByLabel("Until", { exact: true }).fill("2099-06-01T10:00:00");
  await expect.poll(() => watched.search).toBe("?since=2099-05-31T23:00:00.000Z&until=2099-06-01T01:00:00.000Z");
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["later-owl"]);
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.reload();
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["later-owl"]);
  await page.getByRole("button", { name: "Time 1 Jun, 08:00 – 1 Jun, 10:00 GMT+9" }).click();
  await page.getByRole("button", { name: "Last hour" }).click();
  await expect.poll(() => watched.search).toBe("?range=1h");
  await page.getByText("fine-owl").waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("runs are sought by their duration", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/runs?q=owl");
  await page.getByRole("button", { name: "Duration", exact: true }).first().click();
  await page.getByRole("button", { name: "1 h 00 m or more" }).click();
  await expect.poll(() => watched.search).toBe("?q=owl&length=3600-");
  await page.getByRole("heading", { name: "No run matches" }).waitFor();
  await page.getByRole("button", { name: "Duration 1 h 00 m or more" }).click();
  await page.getByLabel("From", { exact: true }).fill("");
  await page.getByLabel("To", { exact: true }).fill("60");
  await expect.poll(() => watched.search).toBe("?q=owl&length=-60");
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["fine-owl", "broken-owl"]);
  expect(watched.faults).toStrictEqual([]);
});

test("columns are chosen, and kept in this browser", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/runs");
  await page.getByText("broken-owl").waitFor();
  await page.getByRole("button", { name: "Choose the columns" }).click();
  await page.getByRole("checkbox", { name: "Message" }).check();
  await page.getByRole("checkbox", { name: "Tags" }).uncheck();
  await page
    .getByRole("row", { name: /broken-owl/ })
    .getByText("bad record 8")
    .waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.reload();
  await page
    .getByRole("row", { name: /broken-owl/ })
    .getByText("bad record 8")
    .waitFor();
  expect(await page.getByRole("columnheader", { name: "Tags" }).count()).toBe(0);
  await page.getByRole("button", { name: "Choose the columns" }).click();
  await page.getByRole("button", { name: "The usual ones" }).click();
  await page.getByRole("columnheader", { name: "Tags" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("the runs open with the view that is starred, until all of them are asked for", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/runs?state=FAILED&q=owl");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("textbox", { name: "Name of the view" }).fill("broken owls");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Open the runs with broken owls" }).click();
  await page.getByText("The runs open with the starred view in this browser.").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await watched.goto("/flows");
  await page.getByRole("heading", { name: "Flows" }).waitFor();
  await pressSequence(watched, "g", "r");
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["broken-owl"]);
  expect(watched.search).toBe("?q=owl&state=FAILED");
  await page.getByRole("button", { name: "Clear" }).click();
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["fine-owl", "broken-owl"]);
  await watched.goto("/runs");
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["broken-owl"]);
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("button", { name: "Delete the view broken owls" }).click();
  await page.getByText("No view is saved yet.").waitFor();
  await watched.goto("/runs");
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["fine-owl", "broken-owl"]);
  expect(watched.faults).toStrictEqual([]);
});
