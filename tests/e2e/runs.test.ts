import { afterAll, beforeAll, expect, test } from "vitest";
import { Dashboard } from "./support/dashboard.ts";
import { makeRun } from "./support/made-runs.ts";
import { pressSequence } from "./support/press-sequence.ts";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
});
afterAll(async () => {
  await dashboard.close();
});

const names = "tbody .run-link";

test("an empty list teaches, and a run that starts shows up and is followed to its end", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/runs");
  await page.getByRole("heading", { name: "No runs yet" }).waitFor();
  const program = dashboard.run("live");
  await program.atGate();
  const row = page.getByRole("row", { name: /live-flow/ });
  await row.getByText("Running").waitFor();
  await row.getByText("1/9").waitFor();
  program.goOn();
  await row.getByText("Completed").waitFor();
  await row.getByText("10/10").waitFor();
  await page
    .getByRole("row", { name: /publish/ })
    .getByText("Completed")
    .waitFor();
  await program.end();
  expect(watched.faults).toStrictEqual([]);
});

test("filters stand in the address, survive a reload, and let new matches in", async () => {
  await makeRun(dashboard, { flow: "etl", name: "red-fox", states: [{ type: "FAILED" }], tags: ["prod"] });
  await makeRun(dashboard, { flow: "etl", name: "green-fox", states: [{ type: "COMPLETED" }], tags: ["prod"] });
  await makeRun(dashboard, { flow: "other", name: "late-fox", states: [{ type: "SCHEDULED", name: "Late" }] });
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/runs");
  await page.getByRole("button", { name: "State" }).click();
  await page.getByRole("checkbox", { name: "Failed", exact: true }).check();
  await page.getByRole("checkbox", { name: "Late", exact: true }).check();
  await page.keyboard.press("Escape");
  await expect.poll(() => watched.search).toBe("?state=FAILED&state=Late");
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["late-fox", "red-fox"]);
  await page.reload();
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["late-fox", "red-fox"]);
  const fresh = await makeRun(dashboard, {
    flow: "etl",
    name: "new-fox",
    states: [{ type: "FAILED" }],
    tags: ["prod"],
  });
  await page.locator(`tr[data-id="${fresh}"]`).waitFor();
  await page.getByRole("button", { name: "prod" }).first().click();
  await expect.poll(() => watched.search).toBe("?state=FAILED&state=Late&tag=prod");
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["new-fox", "red-fox"]);
  await page.getByRole("searchbox", { name: "Search names" }).fill("red");
  await expect.poll(() => page.locator(names).allTextContents()).toStrictEqual(["red-fox"]);
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByText("green-fox").waitFor();
  expect(watched.search).toBe("");
  expect(watched.faults).toStrictEqual([]);
});

test("the table is sorted by its heads, in the address too", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/runs?q=fox");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect.poll(() => watched.search).toBe("?q=fox&sort=name");
  await expect
    .poll(() => page.locator(names).allTextContents())
    .toStrictEqual(["green-fox", "late-fox", "new-fox", "red-fox"]);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect
    .poll(() => page.locator(names).allTextContents())
    .toStrictEqual(["red-fox", "new-fox", "late-fox", "green-fox"]);
  expect(watched.faults).toStrictEqual([]);
});

test("everything can be done by keyboard", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/runs?q=fox&sort=name");
  await page.getByText("green-fox").waitFor();
  await page.keyboard.press("Tab");
  await expect.poll(() => page.locator(":focus").textContent()).toBe("Skip to the page");
  await page.keyboard.press("j");
  await expect.poll(() => page.locator(":focus").textContent()).toBe("green-fox");
  await page.keyboard.press("j");
  await expect.poll(() => page.locator(":focus").textContent()).toBe("late-fox");
  await page.keyboard.press("x");
  await page.getByText("1 selected").waitFor();
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "green-fox" }).waitFor();
  await pressSequence(watched, "g", "f");
  await page.getByRole("heading", { name: "Flows" }).waitFor();
  await page.keyboard.press("/");
  await expect.poll(() => page.locator(":focus").getAttribute("aria-label")).toBe("Search names");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(watched.faults).toStrictEqual([]);
});

test("the palette finds a run by a pasted id", async () => {
  const id = await makeRun(dashboard, { flow: "etl", name: "sought-fox", states: [{ type: "COMPLETED" }] });
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/flows");
  await page.getByText("etl").waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill(id);
  await page.getByRole("option", { name: /sought-fox/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "sought-fox" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("what is deleted or cancelled is named first, and nothing happens without a yes", async () => {
  await makeRun(dashboard, { flow: "bulk", name: "one-owl", states: [{ type: "COMPLETED" }] });
  await makeRun(dashboard, { flow: "bulk", name: "two-owl", states: [{ type: "SCHEDULED" }] });
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/runs?q=owl");
  await page.getByText("two-owl").waitFor();
  await page.getByRole("checkbox", { name: "Select all 2 loaded runs" }).check();
  await page.getByRole("button", { name: "Cancel…" }).click();
  const cancel = page.getByRole("alertdialog", { name: "Cancel 1 run?" });
  await cancel.getByText("bulk / two-owl").waitFor();
  await cancel.getByRole("button", { name: "Cancel 1 run" }).click();
  await page
    .getByRole("row", { name: /two-owl/ })
    .getByText("Cancelled")
    .waitFor();
  // The list hears of it before the answer comes, with which nothing is selected any more.
  await cancel.waitFor({ state: "detached" });
  await page.getByRole("checkbox", { name: "Select all 2 loaded runs" }).check();
  await page.getByRole("button", { name: "Delete…" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete 2 runs?" });
  await question.getByText("bulk / one-owl").waitFor();
  await question.getByRole("button", { name: "Keep" }).click();
  expect(await page.locator(names).count()).toBe(2);
  await page.getByRole("button", { name: "Delete…" }).click();
  await question.getByRole("button", { name: "Delete 2 runs" }).click();
  await page.getByRole("heading", { name: "No run matches" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("more than a page of runs comes as one scrolls", async () => {
  for (let index = 0; index < 130; index += 1) {
    await makeRun(dashboard, { flow: "many", name: `many-${index}`, states: [{ type: "COMPLETED" }] });
  }
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/runs?flow=many");
  await page.getByText("many-129").waitFor();
  expect(await page.locator(names).count()).toBeLessThan(60);
  await page.locator(".table-scroll").hover();
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 2000);
      return page.getByText("many-0", { exact: true }).count();
    })
    .toBe(1);
  expect(watched.faults).toStrictEqual([]);
});
