import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Dashboard } from "./support/dashboard.ts";
import { deploy, newestRun } from "./support/made-runs.ts";
import type { WatchedPage } from "./support/watched-page.ts";

const BUILD = fileURLToPath(new URL("../../packages/server/dashboard/", import.meta.url));
const JAVASCRIPT_BYTES_MAX = 200_000;
const CALLS_MAX = 5;

const chunk = z.object({ file: z.string(), imports: z.array(z.string()).default([]) });
const manifest = z.record(z.string(), chunk).parse(JSON.parse(readFileSync(`${BUILD}.vite/manifest.json`, "utf8")));

/** The files that a page needs before it shows anything: its own chunk, the entry's, and all that these import. */
function filesOf(keys: readonly string[], known = new Set<string>()): ReadonlySet<string> {
  for (const key of keys) {
    const found = manifest[key];
    if (found === undefined) throw new Error(`the build has no ${key}`);
    if (known.has(found.file)) continue;
    known.add(found.file);
    filesOf(found.imports, known);
  }
  return known;
}

let dashboard: Dashboard;

beforeAll(async () => {
  // That a run is late is something that happens.
  dashboard = await Dashboard.open({ TUTTI_SERVICES_LATE_RUNS_ENABLED: "false" });
  await dashboard.run("broken").end();
});
afterAll(async () => {
  await dashboard.close();
});

test.each([
  "home/home-page",
  "runs/runs-page",
  "run/run-page",
  "flows/flows-page",
  "flows/flow-page",
  "deployments/deployments-page",
  "deployment/deployment-page",
  "deployment/custom-run-page",
  "deployment/edit-deployment-page",
  "work-pools/work-pools-page",
  "work-pool/work-pool-page",
  "work-pool/create-work-pool-page",
  "work-pool/edit-work-pool-page",
  "work-pool/queue-page",
  "blocks/blocks-page",
  "blocks/catalog-page",
  "blocks/create-block-page",
  "blocks/block-page",
  "blocks/edit-block-page",
  "variables/variables-page",
  "automations/automations-page",
  "automations/create-automation-page",
  "automations/automation-page",
  "events/events-page",
  "artifacts/artifacts-page",
  "artifacts/artifact-key-page",
  "artifacts/artifact-page",
  "limits/limits-page",
  "limits/limit-page",
  "compare/compare-page",
  "worker/worker-page",
  "assets/assets-page",
  "assets/asset-page",
  "settings/settings-page",
  "task-run/task-run-page",
  "task-runs/task-runs-page",
  "automations/edit-automation-page",
])("the first load of %s is at most 200 kB of gzipped JavaScript", (page) => {
  const files = [...filesOf(["index.html", `src/features/${page}.tsx`]), "theme.js"];
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(BUILD + file)).length, 0);
  expect(bytes).toBeLessThanOrEqual(JAVASCRIPT_BYTES_MAX);
});

/** Moves a page's clock on, a little at a time, until the page is there: it waits for answers no longer than is usual. */
async function isThere(watched: WatchedPage, shows: string): Promise<void> {
  const { page } = watched;
  const live = page.getByText("Live", { exact: true });
  await expect
    .poll(async () => {
      await page.clock.runFor(20);
      const [shown, isLive] = await Promise.all([page.locator(shows).first().isVisible(), live.isVisible()]);
      return { shown, isLive, unanswered: watched.unansweredCalls };
    })
    .toStrictEqual({ shown: true, isLive: true, unanswered: 0 });
  await page.waitForLoadState("networkidle");
}

test("no page asks for more than five things, and none asks for anything while nothing happens", async () => {
  const run = await newestRun(dashboard, "broken-flow");
  const deployment = await deploy(dashboard);
  const pages = [
    { path: "/", shows: ".home-list .link" },
    { path: "/runs?activity=on&plot=on", shows: "tbody .run-link" },
    { path: `/runs/run/${run}`, shows: ".run-failure-line" },
    { path: "/task-runs", shows: "tbody .run-link" },
    { path: "/flows", shows: ".run-bar" },
    { path: "/deployments", shows: ".run-link" },
    { path: `/deployments/deployment/${deployment}`, shows: ".run-link" },
    { path: "/work-pools", shows: ".run-link" },
    { path: "/events", shows: ".event" },
    { path: "/work-pools/work-pool/zoompool?tab=queues", shows: ".run-link" },
  ];
  for (const { path, shows } of pages) {
    const watched = await dashboard.pageOfItsOwn();
    const now = Date.now();
    await watched.page.clock.install({ time: now - 60_000 });
    await watched.page.clock.pauseAt(now);
    await watched.goto(path);
    await isThere(watched, shows);
    const calls = [...watched.apiCalls];
    expect(calls.length).toBeLessThanOrEqual(CALLS_MAX);
    await watched.page.clock.runFor(120_000);
    expect(watched.apiCalls).toStrictEqual(calls);
    expect(watched.faults).toStrictEqual([]);
    await watched.page.context().close();
  }
});
