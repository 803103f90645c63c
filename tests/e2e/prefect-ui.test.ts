import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prefectProgram } from "../conformance/prefect-program.ts";
import { Dashboard } from "./support/dashboard.ts";
import { makePrefectUiWorld, type PrefectUiWorld } from "./support/prefect-ui-world.ts";

// Prefect's own web UI, as its package ships it, served by Tutti and talking to Tutti.

const builtUi = execFileSync(
  prefectProgram("python"),
  [
    "-c",
    "import pathlib, importlib.util as u; print(pathlib.Path(u.find_spec('prefect').origin).parent / 'server/ui-v2')",
  ],
  { encoding: "utf8" },
).trim();

let dashboard: Dashboard;
let world: PrefectUiWorld;

beforeAll(async () => {
  dashboard = await Dashboard.open({ TUTTI_SERVER_UI_DIR: builtUi, TUTTI_SERVER_REGISTER_BLOCKS: "true" });
  world = await makePrefectUiWorld(dashboard);
});
afterAll(async () => dashboard.close());

/** Every page of the UI, and something that it shows. */
const pages: [string, (world: PrefectUiWorld) => string, string][] = [
  ["dashboard", () => "/dashboard", "Dashboard"],
  ["runs", () => "/runs", "main-flow"],
  ["a flow run", ({ flowRun }) => `/runs/flow-run/${flowRun}`, "main-flow"],
  ["a task run", ({ taskRun }) => `/runs/task-run/${taskRun}`, "train-0"],
  ["flows", () => "/flows", "main-flow"],
  ["a flow", ({ flow }) => `/flows/flow/${flow}`, "main-flow"],
  ["deployments", () => "/deployments", "taxi1"],
  ["a deployment", ({ deployment }) => `/deployments/deployment/${deployment}`, "taxi1"],
  ["a deployment's run", ({ deployment }) => `/deployments/deployment/${deployment}/run`, "size"],
  ["a deployment's edit", ({ deployment }) => `/deployments/deployment/${deployment}/edit`, "taxi1"],
  ["a deployment's twin", ({ deployment }) => `/deployments/deployment/${deployment}/duplicate`, "taxi1"],
  ["work pools", () => "/work-pools", "zoompool"],
  ["a new work pool", () => "/work-pools/create", "Process"],
  ["a work pool", () => "/work-pools/work-pool/zoompool", "zoompool"],
  ["a work pool's edit", () => "/work-pools/work-pool/zoompool/edit", "zoompool"],
  ["a queue", () => "/work-pools/work-pool/zoompool/queue/default", "default"],
  ["a new queue", () => "/work-pools/work-pool/zoompool/queue/create", "Queue"],
  ["blocks", () => "/blocks", "token"],
  ["the catalog of blocks", () => "/blocks/catalog", "Secret"],
  ["a type of block", () => "/blocks/catalog/secret", "Secret"],
  ["a new block", () => "/blocks/catalog/secret/create", "Secret"],
  ["a block", ({ block }) => `/blocks/block/${block}`, "token"],
  ["a block's edit", ({ block }) => `/blocks/block/${block}/edit`, "Secret"],
  ["variables", () => "/variables", "bucket"],
  ["automations", () => "/automations", "retrain"],
  ["a new automation", () => "/automations/create", "Trigger"],
  ["an automation", ({ automation }) => `/automations/automation/${automation}`, "retrain"],
  ["an automation's edit", ({ automation }) => `/automations/automation/${automation}/edit`, "Trigger"],
  ["events", () => "/events", "Events"],
  ["an event", ({ event }) => `/events/event/${event}`, "Event"],
  ["concurrency limits", () => "/concurrency-limits", "database"],
  ["the limit of a tag", ({ limit }) => `/concurrency-limits/concurrency-limit/${limit}`, "io"],
  ["artifacts", () => "/artifacts", "report"],
  ["an artifact", ({ artifact }) => `/artifacts/artifact/${artifact}`, "report"],
  ["artifacts of a key", () => "/artifacts/key/report", "report"],
  ["settings", () => "/settings", "Theme"],
];

test.each(pages)("%s: no request fails, nothing is complained of", async (_name, address, shown) => {
  const watched = await dashboard.page();
  // It calls home and loads pictures from elsewhere: neither is this server's.
  await watched.page.route(
    (url) => url.origin !== dashboard.origin,
    (route) => route.fulfill({ status: 204, headers: { "access-control-allow-origin": "*" } }),
  );
  await watched.page.goto(`${dashboard.origin}/prefect${address(world)}`);
  await expect.poll(() => watched.page.locator("main, #root").first().innerText()).toContain(shown);
  await watched.page.waitForLoadState("networkidle");
  // Its drawings warn of what the graphics driver of the machine does not like, and who counts its visitors calls a
  // success an error.
  const faults = watched.faults.filter(
    (fault) => !/^(third party|console warning|console error: Amplitude)/.test(fault),
  );
  await watched.page.context().close();
  expect(faults).toEqual([]);
});
