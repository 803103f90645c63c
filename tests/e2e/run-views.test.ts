import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { NO_VIOLATIONS, violationsInBothThemes } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";
import { deploy, makeRun, newestRun } from "./support/made-runs.ts";

const runs = z.array(z.looseObject({ id: z.string(), name: z.string() }));
const tasks = z.array(z.object({ id: z.string(), name: z.string() }));

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
  await Promise.all([dashboard.run("broken").end(), dashboard.run("wide").end()]);
});
afterAll(async () => {
  await dashboard.close();
});

test("a run is drawn as what depends on what: folded, unfolded, walked with the keys, its critical path marked", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${await newestRun(dashboard, "wide-flow")}`);
  await page.locator(".density rect").first().waitFor();
  await page.keyboard.press("d");
  await expect.poll(() => watched.search).toBe("?view=graph");
  const node = (name: RegExp) => page.locator(".graph-node-button").filter({ hasText: name });
  await node(/square.*× 1,000/).waitFor();
  await page.getByRole("button", { name: "Critical path" }).click();
  await page.locator(".graph-node[data-critical]").nth(1).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await node(/colourful/).focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => page.evaluate<string>("document.activeElement.textContent")).toContain("square");
  await page.getByRole("button", { name: "Unfold square" }).click();
  await page.getByRole("button", { name: "Fold all" }).waitFor();
  await page.getByRole("button", { name: "Nearer" }).click();
  await page.getByRole("button", { name: "Nearer" }).click();
  await page.getByRole("button", { name: "Fold all" }).click();
  await page.getByRole("button", { name: "Show the whole graph" }).click();
  await node(/colourful/).click();
  await page.getByRole("complementary", { name: /colourful/ }).waitFor();
  await page.reload();
  await page.locator(".graph-node[data-selected]").getByText("colourful").waitFor();
  await page.getByRole("button", { name: "By start" }).click();
  await expect.poll(() => watched.search).toMatch(/view=graph.*layout=time|layout=time.*view=graph/);
  await page.keyboard.press("l");
  const lengths = page.getByRole("treegrid", { name: "Lengths: what took longest" });
  await expect.poll(() => lengths.getAttribute("aria-rowcount")).toBe("1001");
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await lengths.getByRole("row").nth(1).click();
  await page.getByRole("complementary", { name: /square/ }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("a run's events stand beside its logs, and a task run has a page of its own", async () => {
  const id = await newestRun(dashboard, "broken-flow");
  const ofRun = { flow_runs: { id: { any_: [id] } } };
  const run = runs.parse(await dashboard.call("POST", "/flow_runs/filter", ofRun))[0]?.name ?? "";
  const found = await dashboard.call("POST", "/task_runs/filter", ofRun);
  const task = tasks.parse(found).find(({ name }) => name.startsWith("explode"))?.id ?? "";
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${id}?tab=events`);
  await page.getByRole("button", { name: "prefect.flow-run.Failed" }).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await watched.goto(`/runs/run/${id}?task=${task}`);
  await page.getByRole("link", { name: "Open this task run’s own page" }).click();
  // The run's page shows the same line and has tabs of the same names, until the other page is there.
  await page.locator(".task-run-line").getByText("record 8 looks odd").waitFor();
  for (const tab of ["Details", "Artifacts", "Events"]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.getByRole("tabpanel", { name: tab }).waitFor();
    expect({ tab, ...(await violationsInBothThemes(watched)) }).toStrictEqual({ tab, ...NO_VIOLATIONS });
  }
  await page.getByRole("link", { name: run, exact: true }).click();
  await page.getByRole("complementary", { name: /explode/ }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("a run of a deployment is run again with what it had, and its state is changed by hand", async () => {
  const deployment = await deploy(dashboard);
  const body = { name: "first", parameters: { size: 7 }, tags: ["mine"] };
  await dashboard.call("POST", `/deployments/${deployment}/create_flow_run`, body);
  const filter = { flow_runs: { name: { any_: ["first"] } } };
  const first = runs.parse(await dashboard.call("POST", "/flow_runs/filter", filter))[0]?.id ?? "";
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${first}`);
  await page.getByRole("button", { name: "Change the state" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the state of first" });
  await dialog.getByLabel("State").selectOption("Failed");
  await dialog.getByLabel("Why").fill("Nobody will report it.");
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await dialog.getByRole("button", { name: "Change the state" }).click();
  await page.getByText("Nobody will report it.").first().waitFor();
  await page.getByRole("link", { name: "Run again" }).click();
  await page.getByRole("heading", { name: "Run first again" }).waitFor();
  await expect.poll(() => page.getByLabel("Tags").inputValue()).toBe("mine");
  await page.getByLabel("Name", { exact: true }).fill("second");
  await page.getByRole("button", { name: "Run now" }).click();
  await page.getByRole("heading", { name: "second" }).waitFor();
  const again = await dashboard.call("POST", "/flow_runs/filter", { flow_runs: { name: { any_: ["second"] } } });
  expect(again).toMatchObject([{ parameters: { size: 7 }, tags: ["mine"], deployment_id: deployment }]);
  await watched.goto("/runs?q=first");
  await page.getByRole("checkbox", { name: "Select first" }).check();
  await page.getByRole("button", { name: "Run again…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Run 1 run again" }).click();
  await page.getByText("1 run scheduled.").waitFor();
  const all = await dashboard.call("POST", "/flow_runs/filter", { flow_runs: { tags: { all_: ["mine"] } } });
  expect(runs.parse(all)).toHaveLength(3);
  expect(watched.faults).toStrictEqual([]);
});

test("an action is for all that match, loaded or not", async () => {
  for (let made = 0; made < 120; made += 1) {
    await makeRun(dashboard, { flow: "many", name: `many-${made}`, states: [{ type: "SCHEDULED", name: "Late" }] });
  }
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/runs?flow=many");
  await page.locator("tbody .run-link").first().waitFor();
  await page.getByRole("checkbox", { name: /Select all/ }).check();
  await page.getByText("100 selected").waitFor();
  await page.getByRole("button", { name: "Select all that match" }).click();
  await page.getByText("120 selected").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: "Cancel…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel 120 runs" }).click();
  await expect
    .poll(async () => {
      const filter = { flows: { name: { any_: ["many"] } }, flow_runs: { state: { type: { any_: ["CANCELLED"] } } } };
      return dashboard.call("POST", "/flow_runs/count", filter);
    })
    .toBe(120);
  expect(watched.faults).toStrictEqual([]);
});
