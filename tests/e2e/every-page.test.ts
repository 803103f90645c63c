import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { NO_VIOLATIONS, violationsInBothThemes } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";
import { FINE, look } from "./support/look.ts";
import { makePrefectUiWorld, type PrefectUiWorld } from "./support/prefect-ui-world.ts";
import { pressSequence } from "./support/press-sequence.ts";

// Every page of the dashboard, full and empty, wide and narrow: nothing is wrong with it, nothing sticks out, nothing
// fails, and nobody else is asked for anything.

let full: Dashboard;
let empty: Dashboard;
let world: PrefectUiWorld;

beforeAll(async () => {
  [full, empty] = await Promise.all([
    Dashboard.open({ TUTTI_SERVER_REGISTER_BLOCKS: "true" }),
    Dashboard.open({ TUTTI_SERVER_REGISTER_BLOCKS: "true" }),
  ]);
  world = await makePrefectUiWorld(full);
});
afterAll(async () => {
  await Promise.all([full.close(), empty.close()]);
});

const lists: [string, string, string][] = [
  ["home", "/", "#home-trouble"],
  ["runs", "/runs?activity=on", ".activity"],
  ["runs, plotted", "/runs?plot=on", ".scatter"],
  ["task runs", "/task-runs", "h1"],
  ["flows", "/flows", "h1"],
  ["deployments", "/deployments", "h1"],
  ["work pools", "/work-pools", "h1"],
  ["creating a pool", "/work-pools/create", ".type-card"],
  ["blocks", "/blocks", "h1"],
  ["the catalogue", "/blocks/catalog", ".catalog-type"],
  ["a new block", "/blocks/catalog/slack-webhook/create", ".form-field"],
  ["variables", "/variables", "h1"],
  ["automations", "/automations", "h1"],
  ["creating an automation", "/automations/create", ".action-card"],
  ["events", "/events", ".histogram-slot"],
  ["artifacts", "/artifacts", "h1"],
  ["assets", "/assets", "h1"],
  ["runs beside each other", "/runs/compare", "h1"],
  ["limits", "/concurrency-limits", "[role=tab]"],
  ["limits of tags", "/concurrency-limits?tab=tags", "[role=tab]"],
  ["limits of deployments", "/concurrency-limits?tab=deployments", "[role=tab]"],
  ["settings", "/settings", ".settings-table td"],
];

const objects: [string, (of: PrefectUiWorld) => string, string][] = [
  ["a flow", ({ flow }) => `/flows/flow/${flow}`, "tbody .run-link"],
  ["a flow's trends", ({ flow }) => `/flows/flow/${flow}?tab=trends`, ".trend-slot"],
  ["a flow's deployments", ({ flow }) => `/flows/flow/${flow}?tab=deployments`, "tbody .run-link"],
  ["a run", ({ flowRun }) => `/runs/run/${flowRun}`, ".log-row"],
  ["a run as a graph", ({ flowRun }) => `/runs/run/${flowRun}?view=graph`, ".graph-node"],
  ["a run's subflows", ({ flowRun }) => `/runs/run/${flowRun}?tab=subflows`, ".empty-title, .subflows-table"],
  ["a run that fills the page", ({ flowRun }) => `/runs/run/${flowRun}?full=on`, ".twin-switch"],
  ["a run's details", ({ flowRun }) => `/runs/run/${flowRun}?tab=details`, ".state-entry"],
  ["a run's events", ({ flowRun }) => `/runs/run/${flowRun}?tab=events`, ".event"],
  ["a task run", ({ taskRun }) => `/runs/task-run/${taskRun}`, ".task-run-line"],
  ["a task run's attempts", ({ taskRun }) => `/runs/task-run/${taskRun}?tab=attempts`, ".task-attempt, .empty-title"],
  ["a deployment", ({ deployment }) => `/deployments/deployment/${deployment}`, "tbody .run-link"],
  ["its schedules", ({ deployment }) => `/deployments/deployment/${deployment}?tab=schedules`, ".next-time"],
  ["a custom run", ({ deployment }) => `/deployments/deployment/${deployment}/run`, ".form-field"],
  ["a changed deployment", ({ deployment }) => `/deployments/deployment/${deployment}/edit`, ".form-field"],
  ["a pool", () => "/work-pools/work-pool/zoompool", "[role=tab]"],
  ["its queues", () => "/work-pools/work-pool/zoompool?tab=queues", "tbody .run-link"],
  ["its workers", () => "/work-pools/work-pool/zoompool?tab=workers", "[role=tab]"],
  ["a changed pool", () => "/work-pools/work-pool/zoompool/edit", ".form-field"],
  ["a queue", () => "/work-pools/work-pool/zoompool/queue/default", "[role=tab]"],
  ["a block", ({ block }) => `/blocks/block/${block}`, ".snippet"],
  ["a changed block", ({ block }) => `/blocks/block/${block}/edit`, ".form-field"],
  ["an automation", ({ automation }) => `/automations/automation/${automation}`, ".event-preview"],
  ["a changed automation", ({ automation }) => `/automations/automation/${automation}/edit`, ".action-card"],
  ["an artifact", ({ artifact }) => `/artifacts/artifact/${artifact}`, ".artifact-content h1, .artifact-content h2"],
  ["the versions of an artifact", () => "/artifacts/key/report", ".artifact-version"],
];

const STILL = { reducedMotion: "reduce" } as const;

test.each(lists)("nothing is wrong at first start with %s", async (_words, path, shows) => {
  expect(await look(await empty.page(STILL), path, shows)).toStrictEqual(FINE);
});

test.each(lists)("nothing is wrong with %s", async (_words, path, shows) => {
  expect(await look(await full.page(STILL), path, shows)).toStrictEqual(FINE);
});

test.each(objects)("nothing is wrong with %s", async (_words, pathOf, shows) => {
  expect(await look(await full.page(STILL), pathOf(world), shows)).toStrictEqual(FINE);
});

test("settings hold at once, and are found by their words", async () => {
  const watched = await full.page({ timezoneId: "Asia/Tokyo" });
  const { page } = watched;
  await watched.goto(`/runs/run/${world.flowRun}?tab=details`);
  await page
    .getByText(/ GMT\+9/)
    .first()
    .waitFor();
  await pressSequence(watched, "g", "s");
  await page.getByRole("radio", { name: "in UTC" }).check();
  await page.getByRole("radio", { name: "without red and green" }).check();
  expect(await page.locator("html").getAttribute("data-colours")).toBe("distinct");
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("searchbox", { name: "Search settings" }).fill("address the server listens");
  await expect.poll(() => page.locator(".settings-table tbody tr").count()).toBe(1);
  await watched.goto(`/runs/run/${world.flowRun}?tab=details`);
  await page.getByText(/ UTC/).first().waitFor();
  expect(await page.getByText(/ GMT\+9/).count()).toBe(0);
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  expect(watched.faults).toStrictEqual([]);
});

test("the palette finds whatever has a name, and task runs by their id", async () => {
  const watched = await full.page();
  const { page } = watched;
  await watched.goto("/runs");
  await page.locator("tbody .run-link").first().waitFor();
  const words = z.array(z.string());
  for (const [text, note] of [
    ["zoompool", "work pool"],
    ["token", "block"],
    ["retrain", "automation"],
    ["bucket", "variable"],
    ["report", "artifact"],
    [world.taskRun, "task run"],
  ] as const) {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(text);
    const option = page.getByRole("option").filter({ hasText: note });
    await option.first().waitFor();
    expect(words.parse(await option.allTextContents())).not.toHaveLength(0);
    await page.keyboard.press("Escape");
  }
  expect(watched.faults).toStrictEqual([]);
});
