import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { NO_VIOLATIONS, violationsInBothThemes } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";

const made = z.looseObject({ id: z.string() });

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
});
afterAll(async () => {
  await dashboard.close();
});

const POOL = "/work-pools/work-pool/zoompool";

test("a pool is created: its kind, its name, what its jobs are started with", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/work-pools");
  await page.getByRole("heading", { name: "No work pools yet" }).waitFor();
  await page.getByRole("link", { name: "Create a pool" }).click();
  await page.getByRole("radio", { name: /^Process/ }).check();
  const field = (name: string) => page.getByLabel(name, { exact: true });
  await field("Name").first().fill("zoompool");
  await field("Runs at once").fill("2");
  await field("Working Dir").fill("/srv");
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("radio", { name: "Whole template as JSON" }).check();
  await expect.poll(() => field("Base job template").inputValue()).toContain('"default": "/srv"');
  await field("Base job template").fill("{");
  await page.getByRole("alert").getByText("This is no JSON").waitFor();
  await page.getByRole("radio", { name: "Defaults" }).check();
  await page.getByRole("button", { name: "Create the pool" }).click();
  await page.getByRole("heading", { name: "zoompool" }).waitFor();
  await page.getByText("No worker is online").waitFor();
  expect(await dashboard.call("GET", "/work_pools/zoompool")).toMatchObject({
    type: "process",
    concurrency_limit: 2,
    base_job_template: { variables: { properties: { working_dir: { default: "/srv" } } } },
  });
  expect(watched.faults).toStrictEqual([]);
});

test("the list and the pool's page follow workers and runs as they come", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/work-pools");
  const row = page.getByRole("row", { name: /zoompool/ });
  await row.getByText("Not ready").waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  await dashboard.call("POST", "/work_pools/zoompool/workers/heartbeat", {
    name: "w1",
    heartbeat_interval_seconds: 30,
  });
  await row.getByText("1 of 1 online").waitFor();
  await row.getByText("Ready", { exact: true }).waitFor();
  const { id: flow_id } = made.parse(await dashboard.call("POST", "/flows/", { name: "etl" }));
  const body = { name: "prod", flow_id, work_pool_name: "zoompool" };
  const { id } = made.parse(await dashboard.call("POST", "/deployments/", body));
  const run = made.parse(await dashboard.call("POST", `/deployments/${id}/create_flow_run`, {}));
  await row.getByTitle("Due, and taken by nobody").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await row.getByRole("link", { name: "zoompool" }).click();
  await page.locator("tbody .run-link").waitFor();
  await dashboard.call("POST", `/flow_runs/${run.id}/set_state`, { state: { type: "PENDING" } });
  await page.getByRole("row").getByText("Pending").waitFor();
  await page.getByText("1 of 2").waitFor();
  await page.getByRole("switch", { name: "zoompool takes runs" }).click();
  await page.getByText("Paused").waitFor();
  await page.getByRole("switch", { name: "zoompool takes runs" }).click();
  for (const tab of ["Workers", "Deployments", "Job template", "Upcoming"]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.getByRole("tabpanel", { name: tab }).waitFor();
    expect({ tab, ...(await violationsInBothThemes(watched)) }).toStrictEqual({ tab, ...NO_VIOLATIONS });
  }
  await page.getByRole("tab", { name: "Workers" }).click();
  await page.getByRole("button", { name: "Forget w1" }).click();
  await page.getByRole("button", { name: "Forget the worker" }).click();
  await page.getByRole("heading", { name: "No workers" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("a run says why it waits, until it waits no more", async () => {
  await dashboard.call("POST", "/work_pools/", { name: "lazy", type: "process" });
  const { id: flow_id } = made.parse(await dashboard.call("POST", "/flows/", { name: "etl" }));
  const body = { name: "lazy", flow_id, work_pool_name: "lazy" };
  const { id } = made.parse(await dashboard.call("POST", "/deployments/", body));
  const run = made.parse(await dashboard.call("POST", `/deployments/${id}/create_flow_run`, {}));
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${run.id}`);
  await page.getByText("No worker was ever started for the pool “lazy”.").waitFor();
  await page.getByText("tutti worker start --pool lazy").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByText("Live", { exact: true }).waitFor();
  await dashboard.call("POST", "/work_pools/lazy/workers/heartbeat", { name: "w" });
  await page.getByText("A worker on the pool “lazy” is online").waitFor();
  await dashboard.call("PATCH", "/work_pools/lazy", { is_paused: true });
  await page.getByText("The pool “lazy” is paused").waitFor();
  await dashboard.call("POST", `/flow_runs/${run.id}/set_state`, { state: { type: "RUNNING" }, force: true });
  await page.getByText("Why is it waiting?").waitFor({ state: "detached" });
  expect(watched.faults).toStrictEqual([]);
  await dashboard.call("DELETE", "/work_pools/lazy");
});

test("queues are created, moved, limited, paused and looked at", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`${POOL}?tab=queues`);
  await page.getByRole("button", { name: "Create a queue" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a queue" });
  await dialog.getByLabel("Name").fill("urgent");
  await dialog.getByLabel("Runs at once").fill("1");
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await dialog.getByRole("button", { name: "Create the queue" }).click();
  const names = page.locator(".queues-table .run-link");
  await expect.poll(() => names.allTextContents()).toStrictEqual(["default", "urgent"]);
  await page.getByRole("button", { name: "Serve urgent earlier" }).click();
  await expect.poll(() => names.allTextContents()).toStrictEqual(["urgent", "default"]);
  await page.getByRole("switch", { name: "urgent takes runs" }).click();
  const row = page.getByRole("row", { name: /urgent/ });
  await row.getByText("Paused").waitFor();
  await row.getByRole("link", { name: "urgent" }).click();
  await page.getByRole("heading", { name: "urgent" }).waitFor();
  await page.getByText("0 of 1").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("soon");
  await page.getByRole("button", { name: "Save the queue" }).click();
  await page.getByRole("heading", { name: "soon" }).waitFor();
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("button", { name: "Delete the queue" }).click();
  await expect.poll(() => names.allTextContents()).toStrictEqual(["default"]);
  expect(watched.faults).toStrictEqual([]);
});

test("a pool is edited, and deleted once its name was typed", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`${POOL}/edit`);
  await page.getByLabel("Description").fill("Where taxis are counted.");
  await page.getByLabel("Runs at once").fill("");
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "zoompool", exact: true }).waitFor();
  await page.getByText("Where taxis are counted.").waitFor();
  expect(await dashboard.call("GET", "/work_pools/zoompool")).toMatchObject({ concurrency_limit: null });
  await page.getByRole("button", { name: "Delete the pool" }).click();
  const question = page.getByRole("alertdialog");
  expect(await question.getByRole("button", { name: "Delete the pool" }).isDisabled()).toBe(true);
  await question.getByRole("textbox").fill("zoompool");
  await question.getByRole("button", { name: "Delete the pool" }).click();
  await page.getByRole("heading", { name: "No work pools yet" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});
