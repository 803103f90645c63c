import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { NO_VIOLATIONS, violationsInBothThemes } from "./support/axe.ts";
import { askForSlot } from "./support/ask-for-slot.ts";
import { Dashboard } from "./support/dashboard.ts";
import { FINE, look } from "./support/look.ts";
import { makeWorkWorld, type WorkWorld } from "./support/work-world.ts";

const identified = z.looseObject({ id: z.string() });

let dashboard: Dashboard;
let world: WorkWorld;

beforeAll(async () => {
  dashboard = await Dashboard.open();
  world = await makeWorkWorld(dashboard);
});
afterAll(async () => {
  await dashboard.close();
});

const comparison = ({ runs }: WorkWorld) => `/runs/compare?${runs.map((id) => `run=${id}`).join("&")}`;
const WORKER = "/work-pools/work-pool/gpu/worker/box%201";

const views: [string, (of: WorkWorld) => string, string][] = [
  ["runs beside each other", comparison, ".compare-table td"],
  ["a flow's grid", ({ flow }) => `/flows/flow/${flow}?tab=grid`, ".grid-cell"],
  ["a limit", ({ limit }) => `/concurrency-limits/concurrency-limit/${limit}`, ".parties-table td"],
  ["a limit nobody holds", ({ tagLimit }) => `/concurrency-limits/concurrency-limit/${tagLimit}`, ".limit-note"],
  ["limits of deployments", () => "/concurrency-limits?tab=deployments", "tbody .run-link"],
  ["a worker", () => WORKER, "tbody .run-link"],
  ["a worker's log", () => `${WORKER}?tab=log`, ".worker-line"],
  ["a worker's events", () => `${WORKER}?tab=events`, ".event"],
  ["a pool's slots", () => "/work-pools/work-pool/gpu?tab=slots&range=1h", ".occupancy-slot"],
  ["a pool nobody holds slots of", () => "/work-pools/work-pool/idle?tab=slots", ".occupancy-slot"],
  ["assets", () => "/assets", "tbody .run-link"],
  ["an asset", ({ asset }) => `/assets/asset?key=${encodeURIComponent(asset)}`, ".lineage-node"],
];

test.each(views)("nothing is wrong with %s", async (_words, pathOf, shows) => {
  expect(await look(await dashboard.page({ reducedMotion: "reduce" }), pathOf(world), shows)).toStrictEqual(FINE);
});

test.each([
  ["a limit", "/concurrency-limits/concurrency-limit/00000000-0000-7000-8000-000000000000"],
  ["a worker", "/work-pools/work-pool/gpu/worker/nobody"],
  ["an asset", "/assets/asset?key=s3%3A%2F%2Fnowhere"],
])("%s that is not there is said to be gone", async (_words, path) => {
  const watched = await dashboard.page();
  await watched.goto(path);
  await watched.page.getByRole("heading", { name: "There is no such thing here" }).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
});

test("runs are compared once they are selected; the first is what the others are held against", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/runs?q=training&sort=name");
  await page.getByRole("checkbox", { name: "Select training-3" }).check();
  expect(await page.getByRole("link", { name: "Compare" }).count()).toBe(0);
  await page.getByRole("checkbox", { name: "Select training-5" }).check();
  await page.getByRole("link", { name: "Compare" }).click();
  const line = (name: string) => page.getByRole("row", { name: new RegExp(`^${name}`) });
  const cells = (name: string) => line(name).getByRole("cell").allTextContents();
  await line("rate").waitFor();
  const heads = page.locator(".compare-run a");
  await expect.poll(() => heads.allTextContents()).toStrictEqual(["training-3", "training-5"]);
  expect(await cells("rate")).toStrictEqual(["0.2", "0.3+50 %"]);
  expect(await cells("model-scores.rmse")).toStrictEqual(["6.3", "6.1−3.2 %"]);
  expect(await cells("model.kind")).toStrictEqual(["tree", "tree"]);
  await page.getByRole("button", { name: "Differences only" }).click();
  await line("model.kind").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Hold the others against training-5" }).click();
  await expect.poll(() => cells("rate")).toStrictEqual(["0.3", "0.2−33 %"]);
  await page.reload();
  await line("rate").waitFor();
  expect(await line("model.kind").count()).toBe(0);
  await page.getByText("Live", { exact: true }).waitFor();
  await dashboard.call("PATCH", `/flow_runs/${world.runs[2]}`, { tags: ["prod"] });
  await line("Tags").waitFor();
  await page.getByRole("button", { name: "Leave training-3 out" }).click();
  await expect.poll(() => heads.allTextContents()).toStrictEqual(["training-5"]);
  expect(watched.faults).toStrictEqual([]);
});

test("a flow's grid says which task failed where, and arrows walk in it", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/flows/flow/${world.flow}`);
  await page.getByRole("tab", { name: "Grid" }).click();
  await page.getByRole("link", { name: /^features in training-1: 3 completed/ }).waitFor();
  const validate = page.getByRole("link", { name: /^validate in training-5: 1 failed/ });
  await validate.waitFor();
  await page
    .getByRole("table")
    .getByRole("link", { name: /^training-5: Failed/ })
    .focus();
  const focused = () => page.locator(":focus").getAttribute("aria-label");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toMatch(/^validate in training-5/);
  await page.keyboard.press("ArrowLeft");
  expect(await focused()).toMatch(/^validate in training-4/);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "training-5" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("a limit tells who holds its slots and who waits, as it changes", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/concurrency-limits");
  await page.getByRole("link", { name: "database" }).click();
  const holders = page.getByRole("table", { name: "Hold slots" });
  await holders.getByRole("link", { name: "training-1" }).waitFor();
  await page.getByText("One slot is taken without a lease").waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  const waiters = page.getByRole("table", { name: "Wait for slots" });
  await askForSlot(dashboard, world.runs[1], () => waiters.getByRole("link", { name: "training-2" }).isVisible());
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("link", { name: "Concurrency limits" }).click();
  await page.getByRole("tab", { name: "Deployments" }).click();
  await page.getByRole("link", { name: "nightly" }).click();
  await waiters.getByRole("link", { name: "waiting-1" }).waitFor();
  await holders.getByRole("link", { name: "taken-1" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("the page of a run that waits for a slot says so, and leads to who holds it", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  const run = z.looseObject({ id: z.string() });
  const { id } = run.parse(await dashboard.call("POST", "/flow_runs/", { flow_id: world.flow, name: "impatient" }));
  await dashboard.call("POST", `/flow_runs/${id}/set_state`, { state: { type: "RUNNING" }, force: true });
  const answered = page.waitForResponse((response) => response.url().endsWith(`/flow-runs/${id}/waiting`));
  await watched.goto(`/runs/run/${id}`);
  await page.getByText("Live", { exact: true }).waitFor();
  await answered;
  const line = { flow_run_id: id, name: "prefect.flow_runs", level: 20, message: "Waiting", timestamp: new Date() };
  await askForSlot(dashboard, id, async () => {
    await dashboard.call("POST", "/logs/", [line]);
    return page.getByText("It asked for a slot of the limit “database”").isVisible();
  });
  await page.getByRole("link", { name: "See who holds its slots" }).click();
  const waiters = page.getByRole("table", { name: "Wait for slots" });
  await askForSlot(dashboard, id, () => waiters.getByRole("link", { name: "impatient" }).isVisible());
  expect(watched.faults).toStrictEqual([]);
});

test("a worker's page follows its heartbeats and its runs", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  const heartbeat = (seconds: number) =>
    dashboard.call("POST", "/work_pools/gpu/workers/heartbeat", { name: "box 1", heartbeat_interval_seconds: seconds });
  await heartbeat(600);
  await watched.goto("/work-pools/work-pool/gpu?tab=workers");
  await page.getByRole("link", { name: "box 1" }).click();
  await page.getByRole("heading", { name: "box 1" }).waitFor();
  await page.getByText("Online", { exact: true }).waitFor();
  const runs = page.locator(".worker-runs-table tbody");
  await runs.first().getByRole("link", { name: "taken-1" }).waitFor();
  await runs.last().getByRole("link", { name: "taken-2" }).waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  await heartbeat(7);
  await page.getByText("offline after 21 s without one").waitFor();
  await page.getByRole("tab", { name: "Log" }).click();
  await page.getByText("Starting the process of the run.").first().waitFor();
  await page.getByRole("tab", { name: "Events" }).click();
  await page.getByRole("button", { name: "prefect.worker.started" }).waitFor();
  expect(watched.search).toBe("?tab=events");
  expect(watched.faults).toStrictEqual([]);
});

test("a pool's slots are told by who holds them, as runs come and go", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/work-pools/work-pool/gpu");
  await page.getByRole("tab", { name: "Slots" }).click();
  await page.getByText("Nothing of this pool is under way.").waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  const body = { flow_id: world.flow, name: "holder", work_pool_name: "gpu", work_queue_name: "urgent" };
  const run = identified.parse(await dashboard.call("POST", "/flow_runs/", body));
  const become = (type: string) =>
    dashboard.call("POST", `/flow_runs/${run.id}/set_state`, { state: { type }, force: true });
  await become("RUNNING");
  const row = page.getByRole("table", { name: "Hold slots now" }).getByRole("row", { name: /holder/ });
  await row.getByText("urgent").waitFor();
  await become("COMPLETED");
  await row.waitFor({ state: "detached" });
  await page.getByLabel("Time").selectOption("1h");
  await expect.poll(() => watched.search).toContain("range=1h");
  expect(watched.faults).toStrictEqual([]);
});

test("queues are reordered once it is seen what would be taken next", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/work-pools/work-pool/gpu?tab=queues");
  await page.getByRole("button", { name: "Reorder" }).click();
  const dialog = page.getByRole("dialog", { name: "Reorder the queues" });
  const save = dialog.getByRole("button", { name: "Save the order" });
  const next = dialog.locator(".served-run > span:nth-child(2)");
  await expect.poll(() => next.allTextContents()).toStrictEqual(["batch-1", "batch-2", "hotfix-1"]);
  expect(await save.isDisabled()).toBe(true);
  await dialog.getByRole("button", { name: "Move urgent up" }).click();
  await expect.poll(() => next.allTextContents()).toStrictEqual(["hotfix-1", "batch-1", "batch-2"]);
  await dialog.getByText("2 earlier").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await dialog.getByRole("button", { name: "Move urgent down" }).click();
  await expect.poll(() => next.allTextContents()).toStrictEqual(["batch-1", "batch-2", "hotfix-1"]);
  await dialog.getByRole("listitem").filter({ hasText: "urgent" }).first().dragTo(dialog.getByRole("listitem").first());
  await expect.poll(() => next.allTextContents()).toStrictEqual(["hotfix-1", "batch-1", "batch-2"]);
  await save.click();
  const names = page.locator(".queues-table .run-link");
  await expect.poll(() => names.allTextContents()).toStrictEqual(["urgent", "default"]);
  expect(watched.faults).toStrictEqual([]);
});

test("assets lead to what they are made from, and follow what runs make", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/assets");
  const row = page.getByRole("row", { name: /model\.parquet/ });
  await row.getByText("Failed").waitFor();
  await page.getByRole("searchbox", { name: "Search keys and names" }).fill("features");
  const names = page.locator("tbody .run-link");
  await expect.poll(() => names.allTextContents()).toStrictEqual(["Features"]);
  await page.getByRole("link", { name: "Features" }).click();
  const lineage = page.getByRole("region", { name: "Lineage" });
  await expect
    .poll(() => lineage.locator(".lineage-name").allTextContents())
    .toStrictEqual(["lake/raw.parquet", "lake/zones.parquet", "Features", "lake/model.parquet", "lake/scores.parquet"]);
  await page.getByText("Live", { exact: true }).waitFor();
  const made = {
    id: randomUUID(),
    occurred: new Date().toISOString(),
    event: "prefect.asset.materialization.succeeded",
    resource: { "prefect.resource.id": "s3://lake/report.html" },
    related: [{ "prefect.resource.id": world.asset, "prefect.resource.role": "asset" }],
  };
  await dashboard.call("POST", "/events", [made]);
  await lineage.getByRole("link", { name: /report\.html/ }).click();
  await page.getByRole("table", { name: "Materialisations" }).getByText("Made").waitFor();
  await page.getByRole("button", { name: "Delete the asset" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete the asset" }).click();
  await page.getByRole("heading", { name: "Assets" }).waitFor();
  await page.getByRole("row", { name: /features\.parquet/ }).waitFor();
  expect(await page.getByRole("row", { name: /report\.html/ }).count()).toBe(0);
  expect(watched.faults).toStrictEqual([]);
});

test("versions of an artifact are held against each other, line by line", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/artifacts/key/model-report");
  const against = page.getByLabel("What changed since");
  await against.selectOption({ index: 1 });
  await page.locator("ins").filter({ hasText: "rmse 6.1" }).waitFor();
  await page.locator("del").filter({ hasText: "rmse 6.2" }).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.locator(".artifact-version").nth(2).click();
  await page.locator("ins").filter({ hasText: "rmse 6.3" }).waitFor();
  await page.reload();
  await page.locator("ins").filter({ hasText: "rmse 6.3" }).waitFor();
  await against.selectOption({ index: 0 });
  await page.getByRole("heading", { name: "Scores" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("a variable says what reads it, before it is changed or deleted", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/variables");
  await page.getByRole("button", { name: "bucket", exact: true }).click();
  await page.getByRole("dialog").getByRole("link", { name: "nightly" }).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Delete bucket" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByRole("link", { name: "nightly" }).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await question.getByRole("button", { name: "Keep" }).click();
  expect(watched.faults).toStrictEqual([]);
});
