import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { NO_VIOLATIONS, violationsInBothThemes } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";
import { pressSequence } from "./support/press-sequence.ts";

const made = z.looseObject({ id: z.string() });

const SCHEMA = {
  type: "object",
  properties: {
    month: { type: "string", default: "2021-01", position: 0, description: "Which month is read." },
    size: { type: "integer", position: 1 },
    mode: { enum: ["fast", "slow"], type: "string", default: "fast", position: 2 },
    names: { type: "array", items: { type: "string" }, position: 3 },
    target: { $ref: "#/definitions/Target", position: 4 },
  },
  required: ["size", "target"],
  definitions: {
    Target: { type: "object", properties: { host: { type: "string" }, port: { type: "integer" } }, required: ["port"] },
  },
};

let dashboard: Dashboard;
let id: string;

const post = async (path: string, body: object) => made.parse(await dashboard.call("POST", path, body)).id;
const path = (rest = "") => `/deployments/deployment/${id}${rest}`;

beforeAll(async () => {
  dashboard = await Dashboard.open();
});
afterAll(async () => {
  await dashboard.close();
});

test("an empty list teaches; a deployment is listed, paused, found and started at once", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/deployments");
  await page.getByRole("heading", { name: "No deployments yet" }).waitFor();
  await dashboard.call("POST", "/work_pools/", { name: "zoompool", type: "process" });
  const flow_id = await post("/flows/", { name: "main-flow" });
  id = await post("/deployments/", {
    name: "taxi1",
    flow_id,
    work_pool_name: "zoompool",
    tags: ["prod"],
    schedules: [{ schedule: { cron: "0 9 * * 1-5", timezone: "Europe/Berlin" } }],
    parameter_openapi_schema: SCHEMA,
    parameters: { size: 3, target: { port: 1 } },
    description: "Trains the **model**.",
  });
  await post("/deployments/", { name: "other", flow_id });
  await page.reload();
  const row = page.getByRole("row", { name: /taxi1/ });
  await row.getByText("At 09:00 on weekdays (Europe/Berlin)").waitFor();
  await row.getByText("Not ready").waitFor();
  await row.getByRole("switch", { name: "Schedules of taxi1" }).click();
  await row.getByText("Paused").waitFor();
  await row.getByRole("switch").click();
  await row.getByText("Not ready").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await row.getByRole("button", { name: "prod" }).click();
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(["taxi1"]);
  expect(watched.search).toBe("?tag=prod");
  await row.getByRole("button", { name: "Quick run of taxi1" }).click();
  const toast = page.getByRole("status").getByRole("link");
  // It stands there for some seconds: it is read and pressed at once.
  const [name] = await Promise.all([toast.textContent(), toast.click()]);
  await page.getByRole("heading", { name: name ?? "" }).waitFor();
  await pressSequence(watched, "g", "d");
  await page.getByRole("heading", { name: "Deployments" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("its page has runs, what comes next, and schedules that are added, changed and deleted", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(path());
  await page.locator("tbody .run-link").first().waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("tab", { name: "Upcoming" }).click();
  await page.locator(".upcoming-table .run-link").first().waitFor();
  await page.getByRole("tab", { name: "Schedules" }).click();
  await expect.poll(() => page.locator(".next-time").count()).toBe(10);
  await page.getByRole("button", { name: "Add a schedule" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a schedule" });
  await dialog.getByLabel("Cron", { exact: true }).last().fill("61 * * * *");
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("Cron", { exact: true }).last().fill("30 8 1 * *");
  await expect.poll(() => dialog.locator(".next-time").count()).toBe(10);
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await dialog.getByRole("button", { name: "Add the schedule" }).click();
  const added = page.getByRole("listitem").filter({ hasText: "At 08:30 on the 1st of every month (UTC)" });
  await added.getByRole("switch").click();
  await added.getByText("paused").waitFor();
  await added.getByRole("button", { name: /Edit the schedule/ }).click();
  const edit = page.getByRole("dialog", { name: "Edit the schedule" });
  await edit.getByRole("radio", { name: "Interval" }).check();
  await edit.getByLabel("Every").fill("2");
  await edit.getByRole("button", { name: "Save the schedule" }).click();
  await page.getByRole("button", { name: "Delete the schedule: Every 2 hours" }).click();
  await page.getByRole("button", { name: "Delete the schedule", exact: true }).click();
  await expect.poll(() => page.locator(".next-time").count()).toBe(10);
  expect(watched.search).toBe("?tab=schedules");
  for (const tab of ["Parameters", "Configuration", "Description"]) {
    await page.getByRole("tab", { name: tab }).click();
    expect({ tab, ...(await violationsInBothThemes(watched)) }).toStrictEqual({ tab, ...NO_VIOLATIONS });
  }
  expect(watched.faults).toStrictEqual([]);
});

test("a custom run is given by a form, and what is wrong stands at its field", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  const field = (name: string) => page.getByLabel(name, { exact: true });
  await watched.goto(path("/run"));
  await field("size").fill("4");
  await field("port").fill("");
  await field("mode").selectOption("slow");
  await page.getByRole("button", { name: "Give names" }).click();
  await page.getByRole("button", { name: "Add an item" }).click();
  await field("names 1").fill("a");
  await field("Name").fill("by-hand");
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: "Run now" }).click();
  const port = page.locator(".form-field").filter({ has: field("port") });
  await port.getByText("'port' is a required property").waitFor();
  await field("port").fill("8080");
  await page.getByRole("button", { name: "Run now" }).click();
  await page.getByRole("heading", { name: "by-hand" }).waitFor();
  const runs = await dashboard.call("POST", "/flow_runs/filter", { flow_runs: { name: { any_: ["by-hand"] } } });
  expect(runs).toMatchObject([
    { parameters: { size: 4, mode: "slow", names: ["a"], target: { port: 8080 } }, state_type: "SCHEDULED" },
  ]);
  expect(watched.faults).toStrictEqual([]);
});

test("what is edited is saved, and nothing else is sent", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(path("/edit"));
  await page.getByText("Nothing is changed.").waitFor();
  await page.getByLabel("Tags").fill("prod, nightly");
  await page.getByLabel("Runs at once").fill("2");
  await page.getByText("Changes tags, concurrency limit.").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "nightly" }).waitFor();
  expect(await dashboard.call("GET", `/deployments/${id}`)).toMatchObject({
    tags: ["prod", "nightly"],
    global_concurrency_limit: { limit: 2 },
    parameters: { size: 3, target: { port: 1 } },
  });
  expect(watched.faults).toStrictEqual([]);
});

test("a copy has all but the name, and stands still at first", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(path());
  await page.getByRole("button", { name: "Duplicate the deployment" }).click();
  const dialog = page.getByRole("dialog", { name: "Duplicate taxi1" });
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await dialog.getByLabel("Name of the copy").fill("taxi2");
  await dialog.getByRole("button", { name: "Duplicate" }).click();
  await page.getByRole("heading", { name: "Edit taxi2" }).waitFor();
  const copy = new URL(page.url()).pathname.split("/").at(-2) ?? "";
  expect(await dashboard.call("GET", `/deployments/${copy}`)).toMatchObject({
    name: "taxi2",
    paused: true,
    parameters: { size: 3, target: { port: 1 } },
    schedules: [{ schedule: { cron: "0 9 * * 1-5", timezone: "Europe/Berlin" } }],
    work_pool_name: "zoompool",
    global_concurrency_limit: { limit: 2 },
  });
  expect(watched.faults).toStrictEqual([]);
  await dashboard.call("DELETE", `/deployments/${copy}`);
});

test("deleting one asks first", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(path());
  await page.getByRole("button", { name: "Delete the deployment" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete the deployment" }).click();
  await page.getByRole("heading", { name: "Deployments" }).waitFor();
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(["other"]);
  expect(watched.faults).toStrictEqual([]);
});
