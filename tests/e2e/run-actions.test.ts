import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { NO_VIOLATIONS, violationsInBothThemes } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";
import { deploy, newestRun } from "./support/made-runs.ts";

const tasks = z.array(z.object({ id: z.string(), name: z.string() }));
const made = z.object({ id: z.string() });
const runs = z.array(made);

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
});
afterAll(async () => {
  await dashboard.close();
});

async function taskOf(run: string, beginning: string): Promise<string> {
  const filter = { flow_runs: { id: { any_: [run] } } };
  const found = tasks.parse(await dashboard.call("POST", "/task_runs/filter", filter));
  return found.find(({ name }) => name.startsWith(beginning))?.id ?? "";
}

test("a run is paused while it runs, goes on when it is resumed, and shows what it called", async () => {
  const program = dashboard.run("live");
  await program.atGate();
  const watched = await dashboard.page({ reducedMotion: "reduce" });
  const { page } = watched;
  await watched.goto(`/runs/run/${await newestRun(dashboard, "live-flow")}`);
  await page.getByRole("button", { name: "Pause…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Pause / });
  await dialog.getByLabel("For at most").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await dialog.getByRole("button", { name: "Pause it" }).click();
  const status = page.locator(".run-facts");
  await status.getByText("Paused").waitFor();
  await page.getByRole("button", { name: "Resume" }).click();
  await status.getByText("Running", { exact: true }).waitFor();
  program.goOn();
  await program.end();
  await status.getByText("Completed").waitFor();
  await page.getByRole("tab", { name: "Subflows 1" }).click();
  const called = page.getByRole("table", { name: "Subflow runs" }).getByRole("row", { name: /publish/ });
  await called.getByText("this run").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.keyboard.press("f");
  await expect.poll(() => watched.search).toBe("?tab=subflows&full=on");
  await called.waitFor({ state: "hidden" });
  await page.keyboard.press("f");
  await called.waitFor();
  await page.getByRole("button", { name: "Show the artifact sum-table" }).click();
  await expect.poll(() => watched.search).toMatch(/^\?tab=artifacts&artifact=[\da-f-]{36}$/);
  await page.locator('.artifact-entry[aria-current="true"]').getByText("sum-table").waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("the attempts of a task stand beside each other, and its state is changed by hand", async () => {
  const watched = await dashboard.page({ reducedMotion: "reduce" });
  const { page } = watched;
  const task = await taskOf(await newestRun(dashboard, "live-flow"), "shaky");
  await watched.goto(`/runs/task-run/${task}`);
  await page.getByRole("tab", { name: "Attempts 2" }).click();
  const attempts = page.getByRole("list", { name: "Attempts" }).getByRole("listitem");
  await attempts.filter({ hasText: "Attempt 1" }).getByText("Failed", { exact: true }).waitFor();
  await attempts.filter({ hasText: "Attempt 2" }).getByText("Completed", { exact: true }).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: "Change the state" }).click();
  const dialog = page.getByRole("dialog", { name: /^Change the state of shaky/ });
  await dialog.getByLabel("State").selectOption("Failed");
  await dialog.getByLabel("Why").fill("The sum is wrong.");
  await dialog.getByRole("button", { name: "Change the state" }).click();
  await page.locator(".task-run-message-failed").getByText("The sum is wrong.").waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("runs of deployments that did not complete are retried together", async () => {
  const deployment = await deploy(dashboard);
  const filter = { flow_runs: { deployment_id: { any_: [deployment] } } };
  const ids = runs.parse(await dashboard.call("POST", "/flow_runs/filter", filter)).map(({ id }) => id);
  for (const id of ids) {
    await dashboard.call("POST", `/flow_runs/${id}/set_state`, { state: { type: "FAILED" }, force: true });
  }
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/runs?deployment=prod&state=FAILED");
  await page.getByRole("checkbox", { name: /Select all/ }).check();
  await page.getByRole("button", { name: "Retry…" }).click();
  const question = page.getByRole("alertdialog", { name: "Retry 1 run?" });
  await question.getByText(/^deployed \/ /).waitFor();
  await question.getByRole("button", { name: "Retry 1 run" }).click();
  await page.getByText("1 run will be retried.").waitFor();
  await page.getByRole("heading", { name: "No run matches" }).waitFor();
  const after = await dashboard.call("POST", "/flow_runs/filter", filter);
  expect(after).toMatchObject([{ id: ids[0], state_name: "AwaitingRetry" }]);
  expect(watched.faults).toStrictEqual([]);
});

test("a run that has ended is rerun from one of its steps", async () => {
  const { id: flow_id } = made.parse(await dashboard.call("POST", "/flows/", { name: "rerunning" }));
  const { id: deployment } = made.parse(await dashboard.call("POST", "/deployments/", { name: "d", flow_id }));
  const id = made.parse(
    await dashboard.call("POST", `/deployments/${deployment}/create_flow_run`, { name: "once" }),
  ).id;
  const step = { flow_run_id: id, task_key: "load", dynamic_key: "0", name: "load-0", state: { type: "COMPLETED" } };
  const task = made.parse(await dashboard.call("POST", "/task_runs/", step)).id;
  await dashboard.call("POST", `/flow_runs/${id}/set_state`, { state: { type: "COMPLETED" }, force: true });
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${id}?task=${task}`);
  await page.getByRole("button", { name: "Rerun from here…" }).click();
  const dialog = page.getByRole("dialog", { name: "Rerun from load-0" });
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await dialog.getByRole("button", { name: "Run it" }).click();
  await page.locator(".run-facts").getByRole("link", { name: "the run before" }).waitFor();
  expect(await newestRun(dashboard, "rerunning")).not.toBe(id);
  expect(watched.faults).toStrictEqual([]);
});
