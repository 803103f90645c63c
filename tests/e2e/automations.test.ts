import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_VIOLATIONS, violationsInBothThemes } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";
import { makeRun } from "./support/made-runs.ts";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
  await makeRun(dashboard, { flow: "etl", name: "broken-one", states: [{ type: "RUNNING" }, { type: "FAILED" }] });
  await makeRun(dashboard, { flow: "other", name: "fine-one", states: [{ type: "COMPLETED" }] });
});
afterAll(async () => {
  await dashboard.close();
});

test("an automation is made from a template, switched off, changed and deleted", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/automations");
  await page.getByRole("heading", { name: "No automations yet" }).waitFor();
  await page.getByRole("link", { name: "Create an automation" }).click();
  await page.getByRole("button", { name: "A run takes too long" }).click();
  await page.getByText("Give it a name.").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("too-long");
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: "Create the automation" }).click();
  await page.getByRole("heading", { name: "too-long" }).waitFor();
  await page.getByText("when a flow run has been running for 1 h").waitFor();
  await page.getByText("cancel the run").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("switch", { name: "too-long acts" }).click();
  await page.getByText("is switched off").waitFor();
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Description").fill("Ends what hangs.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Ends what hangs.").waitFor();
  await page.getByText("is switched off").waitFor();
  await page.getByRole("link", { name: "Automations" }).first().click();
  await page.getByRole("row", { name: /too-long/ }).waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("link", { name: "too-long" }).click();
  await page.getByRole("button", { name: "Delete the automation" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete the automation" }).click();
  await page.getByRole("heading", { name: "No automations yet" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("forms say when and what, show which events match, and are the same as their JSON", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/automations/create");
  const preview = page.getByRole("region", { name: "Matching events" });
  await preview.getByText("broken-one").waitFor();
  await preview.getByText("1 event of the last 7 days matches.").waitFor();
  await page.getByRole("checkbox", { name: "Completed" }).check();
  await preview.getByText("fine-one").waitFor();
  await page.getByLabel("Runs of").selectOption("etl");
  await preview.getByText("fine-one").waitFor({ state: "hidden" });
  await page.getByLabel("Do", { exact: true }).selectOption("change the run’s state");
  await page.getByLabel("State", { exact: true }).selectOption("Crashed");
  await page.getByRole("button", { name: "Add an action" }).click();
  await page.getByLabel("2. Do").selectOption("pause a pool");
  await page.getByText("Choose a work pool.").first().waitFor();
  await page.getByLabel("Work pool").selectOption("the work pool that the event is about");
  await page.getByRole("button", { name: "Move action 2 up" }).click();
  await page.getByLabel("Name", { exact: true }).fill("both");
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("radiogroup", { name: "Trigger as" }).getByLabel("JSON").check();
  await expect
    .poll(() => page.getByLabel("Trigger", { exact: true }).inputValue())
    .toContain('"prefect.flow-run.Completed"');
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: "Create the automation" }).click();
  await page.getByRole("heading", { name: "both" }).waitFor();
  await page.getByText("pause a pool, then change the run’s state").waitFor();
  const automations = await dashboard.call("POST", "/automations/filter", {});
  expect(automations).toMatchObject([
    {
      trigger: {
        expect: ["prefect.flow-run.Failed", "prefect.flow-run.Crashed", "prefect.flow-run.Completed"],
      },
      actions: [
        { type: "pause-work-pool", source: "inferred", work_pool_id: null },
        { type: "change-flow-run-state", state: "CRASHED" },
      ],
    },
  ]);
  expect(watched.faults).toStrictEqual([]);
});

test("a trigger of several events stays JSON", async () => {
  const trigger = { type: "sequence", within: 60, triggers: [{ type: "event", posture: "Reactive", expect: ["a"] }] };
  const body = { name: "in-order", trigger, actions: [{ type: "do-nothing" }] };
  const made = Object(await dashboard.call("POST", "/automations/", body)) as { id: string };
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/automations/automation/${made.id}/edit`);
  await page.getByText("Only JSON can say this.").waitFor();
  await page.getByLabel("Description").fill("One after the other.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("in this order within 1 min: when a happens").waitFor();
  expect(watched.faults).toStrictEqual([]);
});
