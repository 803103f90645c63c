import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_VIOLATIONS, violationsInBothThemes, violationsOf } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";
import { makeManyRuns, makeRun } from "./support/made-runs.ts";
import type { WatchedPage } from "./support/watched-page.ts";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
});
afterAll(async () => {
  await dashboard.close();
});

const names = "tbody .run-link";
const RUNNING = { type: "RUNNING" };

/** Draws a rectangle around a mark of the plot. */
async function drawAround({ page }: WatchedPage, mark: string): Promise<void> {
  const [box, pane] = await Promise.all([mark, ".plot-pane"].map((part) => page.locator(part).boundingBox()));
  if (!box || !pane) throw new Error(`${mark} is not drawn`);
  // The longest run's mark may stand right below the upper edge.
  await page.mouse.move(box.x - 12, Math.max(pane.y + 1, box.y - 12));
  await page.mouse.down();
  await page.mouse.move(box.x + box.width, box.y + box.height);
  await page.mouse.move(box.x + box.width + 12, box.y + box.height + 12);
  await page.mouse.up();
}

test("runs are plotted by start and duration, live, and those in a rectangle are listed alone", async () => {
  // The first takes no time at all, so their marks stand apart however long the calls take.
  const second = await makeRun(dashboard, { flow: "etl", name: "second-elk", states: [RUNNING] });
  await makeRun(dashboard, { flow: "etl", name: "first-elk", states: [{ type: "COMPLETED" }] });
  await dashboard.call("POST", `/flow_runs/${second}/set_state`, { state: { type: "FAILED" }, force: true });
  const watched = await dashboard.page({ reducedMotion: "reduce" });
  const { page } = watched;
  await watched.goto("/runs");
  await page.getByRole("button", { name: "Plot the runs" }).click();
  await page.getByText("2 runs", { exact: true }).waitFor();
  await makeRun(dashboard, { flow: "etl", name: "third-elk", states: [RUNNING, { type: "CRASHED" }] });
  await page.locator('.plot [data-tone="crashed"]').waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await drawAround(watched, '.plot [data-tone="failed"]');
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["second-elk"]);
  expect(watched.search).toMatch(/^\?plot=on&since=\S+Z&until=\S+Z&length=[\d.]*-[\d.]+$/);
  await page.reload();
  await page.getByText("1 run", { exact: true }).waitFor();
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["second-elk"]);
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByText("3 runs", { exact: true }).waitFor();
  await page.getByRole("button", { name: "As a table" }).click();
  const twin = page.getByRole("table", { name: "Runs by start and duration" });
  await twin.getByRole("link", { name: "etl / first-elk" }).click();
  await page.getByRole("heading", { name: "first-elk" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("a press on a mark opens its run", async () => {
  const watched = await dashboard.page({ reducedMotion: "reduce" });
  const { page } = watched;
  await watched.goto("/runs?q=elk&plot=on");
  const box = await page.locator('.plot [data-tone="failed"]').boundingBox();
  if (box === null) throw new Error("the mark is not drawn");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.locator(".plot-note").getByText("etl / second-elk").waitFor();
  await page.mouse.down();
  await page.mouse.up();
  await page.getByRole("heading", { name: "second-elk" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("where nothing has begun the plot says so", async () => {
  const watched = await dashboard.page();
  await watched.goto("/runs?q=nobody&plot=on");
  await watched.page.getByText("No run has begun in this time.").waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("more than a thousand runs are counted by the server, and a part of them is looked at alone", async () => {
  await makeManyRuns(dashboard, "many", 1050);
  const watched = await dashboard.page({ reducedMotion: "reduce" });
  const { page } = watched;
  await watched.goto("/runs?flow=many&plot=on");
  await page.getByText("1,050 runs", { exact: true }).waitFor();
  await page.locator(".plot-share").first().waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: "As a table" }).click();
  const twin = page.getByRole("table", { name: "Runs counted by start and duration" });
  expect(await violationsOf(watched)).toStrictEqual([]);
  await twin.getByRole("row").nth(1).getByRole("button").click();
  await expect.poll(() => watched.search).toMatch(/&since=\S+Z&until=\S+Z/);
  // The list and the plot tell of the same runs; how many are in a cell, chance says.
  const told = () => page.locator(".scatter-legend strong").textContent();
  const listed = async () => `${await page.locator(".page-count").textContent()} runs`;
  await expect.poll(async () => (await told())?.replace(/ run$/, " runs")).not.toBe("1,050 runs");
  await expect.poll(async () => (await told())?.replace(/ run$/, " runs") === (await listed())).toBe(true);
  expect(watched.faults).toStrictEqual([]);
});
