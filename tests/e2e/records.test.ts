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

test("artifacts are listed by their key, with every version of each", async () => {
  const flow_run_id = await makeRun(dashboard, { flow: "etl", name: "maker", states: [{ type: "COMPLETED" }] });
  const make = (body: object) => dashboard.call("POST", "/artifacts/", { flow_run_id, ...body });
  await make({ key: "report", type: "markdown", data: "# First" });
  await make({ key: "report", type: "markdown", data: "# Second", description: "How good it is." });
  await make({ key: "numbers", type: "table", data: '[{"rmse":6.4}]' });
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/artifacts");
  const names = page.locator("tbody .run-link");
  await expect.poll(() => names.allTextContents()).toStrictEqual(["numbers", "report"]);
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: "Type" }).click();
  await page.getByRole("radio", { name: "markdown" }).click();
  await expect.poll(() => names.allTextContents()).toStrictEqual(["report"]);
  await page.getByRole("link", { name: "report" }).click();
  await page.getByRole("heading", { name: "Second" }).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.locator(".artifact-version").last().click();
  await page.getByRole("heading", { name: "First" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "First" }).waitFor();
  await page.getByRole("link", { name: "the run that made it" }).click();
  await page.getByRole("heading", { name: "maker" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("events are told as they happen, filtered in the address, and opened", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/events?kind=prefect.variable.");
  await page.getByRole("heading", { name: "Nothing has happened" }).waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  await dashboard.call("POST", "/variables/", { name: "bucket", value: "taxi" });
  const event = page.getByRole("button", { name: "prefect.variable.created" });
  await event.waitFor();
  await event.click();
  await page.getByLabel("Event prefect.variable.created", { exact: true }).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: /^What else happened to prefect.variable/ }).click();
  await expect.poll(() => watched.search).toContain("resource=prefect.variable.");
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("button", { name: "prefect.flow.created" }).first().waitFor();
  expect(watched.search).toBe("");
  expect(watched.faults).toStrictEqual([]);
});

test("a part of the time is looked at by dragging over it, or by its ends", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await dashboard.call("POST", "/variables/", { name: "counted", value: 1 });
  await watched.goto("/events?kind=prefect.variable.&range=1h");
  const bars = page.locator(".histogram-bars");
  // The minute may have ended since: which bar it is, the clock says.
  const highest = () =>
    page.locator(".histogram-bar").evaluateAll((all) => Math.max(0, ...all.map((bar) => bar.clientHeight)));
  await page.getByRole("button", { name: "prefect.variable.created" }).first().waitFor();
  await expect.poll(highest).toBeGreaterThan(2);
  const box = await bars.boundingBox();
  if (box === null) throw new Error("there are no bars");
  await page.mouse.move(box.x + box.width * 0.9, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + 20);
  await page.mouse.up();
  await expect.poll(() => watched.search).toMatch(/since=.*until=/);
  await page.getByRole("button", { name: "prefect.variable.created" }).first().waitFor();
  await page.getByRole("button", { name: /^Time/ }).click();
  await page.getByLabel("Until").fill("2026-01-01T00:00");
  await page.getByRole("heading", { name: "Nothing has happened" }).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  expect(watched.faults).toStrictEqual([]);
});
