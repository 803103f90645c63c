import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_VIOLATIONS, violationsInBothThemes, violationsOf } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";
import { makeRun, newestRun } from "./support/made-runs.ts";
import type { WatchedPage } from "./support/watched-page.ts";

let dashboard: Dashboard;
const paths = new Map<string, string>();

beforeAll(async () => {
  dashboard = await Dashboard.open();
  const programs = [dashboard.run("broken"), dashboard.run("wide"), dashboard.run("live")];
  await programs[2]?.atGate();
  await Promise.all(programs.slice(0, 2).map((program) => program.end()));
  await makeRun(dashboard, {
    flow: "etl",
    name: "late-one",
    states: [{ type: "SCHEDULED", name: "Late" }],
    tags: ["prod"],
  });
  await makeRun(dashboard, { flow: "etl", name: "paused-one", states: [{ type: "RUNNING" }, { type: "PAUSED" }] });
  await makeRun(dashboard, { flow: "etl", name: "crashed-one", states: [{ type: "CRASHED" }] });
  const [broken, wide, live] = await Promise.all([
    newestRun(dashboard, "broken-flow"),
    newestRun(dashboard, "wide-flow"),
    newestRun(dashboard, "live-flow"),
  ]);
  paths.set("broken", `/runs/run/${broken}`).set("wide", `/runs/run/${wide}`).set("live", `/runs/run/${live}`);
});
afterAll(async () => {
  await dashboard.close();
});

const pathOf = (name: string) => paths.get(name) ?? "";
const press = (key: string) => (watched: WatchedPage) => watched.page.keyboard.press(key);

interface View {
  path: () => string;
  /** What has to be there before it is judged. */
  shows: string;
  act?: (watched: WatchedPage) => Promise<void>;
  afterwards?: string;
}

const views: Record<string, View> = {
  "the runs": { path: () => "/runs?activity=on", shows: "tbody .run-link" },
  "the runs, filtered to none": { path: () => "/runs?q=nobody", shows: ".empty-title" },
  "a filter": {
    path: () => "/runs",
    shows: "tbody .run-link",
    act: ({ page }) => page.getByRole("button", { name: "State" }).click(),
    afterwards: ".checklist",
  },
  "a question": {
    path: () => "/runs",
    shows: "tbody .run-link",
    act: async ({ page }) => {
      await page.getByRole("checkbox", { name: /Select all/ }).check();
      await page.getByRole("button", { name: "Delete…" }).click();
    },
    afterwards: "[role=alertdialog]",
  },
  "the palette": {
    path: () => "/runs",
    shows: "tbody .run-link",
    act: press("Control+k"),
    afterwards: "[role=option]",
  },
  "the shortcuts": { path: () => "/runs", shows: "tbody .run-link", act: press("?"), afterwards: "dialog .kbd" },
  "a live run": { path: () => pathOf("live"), shows: ".bar[data-growing]" },
  "a failed run": { path: () => pathOf("broken"), shows: ".run-failure-line" },
  "a chosen task": { path: () => pathOf("broken"), shows: ".log-row", act: press("n"), afterwards: ".task-message" },
  "a wide run": { path: () => pathOf("wide"), shows: ".density rect" },
  "its table": { path: () => `${pathOf("wide")}?view=table&tab=tasks`, shows: ".task-table td" },
  details: { path: () => `${pathOf("broken")}?tab=details`, shows: ".state-entry" },
  parameters: { path: () => `${pathOf("live")}?tab=parameters`, shows: ".json" },
  "no artifacts": { path: () => `${pathOf("wide")}?tab=artifacts`, shows: ".empty-code" },
  "the flows": { path: () => "/flows", shows: ".run-bar" },
  "no such page": { path: () => "/nowhere", shows: ".empty-title" },
};

test.each(Object.keys(views))("axe finds nothing, light or dark: %s", async (name) => {
  const view = views[name];
  if (view === undefined) throw new Error(`no view ${name}`);
  const watched = await dashboard.page({ colorScheme: "light", reducedMotion: "reduce" });
  await watched.goto(view.path());
  await watched.page.locator(view.shows).first().waitFor();
  await view.act?.(watched);
  if (view.afterwards !== undefined) await watched.page.locator(view.afterwards).first().waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
});

test("a narrow window loses nothing", async () => {
  const watched = await dashboard.page({ viewport: { width: 420, height: 860 } });
  const { page } = watched;
  await watched.goto(pathOf("broken"));
  await page.locator(".run-failure-line").waitFor();
  expect(await violationsOf(watched)).toStrictEqual([]);
  expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(420);
  await page.getByRole("button", { name: "Pages" }).click();
  expect(await violationsOf(watched)).toStrictEqual([]);
  await page.getByRole("link", { name: "Flows" }).click();
  await page.getByRole("heading", { name: "Flows" }).waitFor();
  await page.getByRole("navigation", { name: "Pages" }).waitFor({ state: "hidden" });
});

test("the theme that is chosen holds from the first paint on", async () => {
  const watched = await dashboard.page({ colorScheme: "light" });
  const { page } = watched;
  await watched.goto("/runs");
  await page.getByRole("button", { name: "Theme: system" }).click();
  await page.getByRole("menuitem", { name: "Dark" }).click();
  await page.reload({ waitUntil: "commit" });
  await page.locator("#root").waitFor({ state: "attached" });
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  expect(watched.faults).toStrictEqual([]);
});
