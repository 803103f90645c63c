import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_VIOLATIONS, violationsInBothThemes } from "./support/axe.ts";
import { Dashboard } from "./support/dashboard.ts";

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
});
afterAll(async () => {
  await dashboard.close();
});

test("variables are added, changed, found and deleted, and follow what others do", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/variables");
  await page.getByRole("heading", { name: "No variables yet" }).waitFor();
  await page.getByRole("button", { name: "Add a variable" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a variable" });
  await page.keyboard.press("Escape");
  await expect.poll(() => page.evaluate<string>("document.activeElement.textContent")).toBe("Add a variable");
  await page.keyboard.press("Enter");
  await dialog.getByLabel("Name").fill("Bucket");
  await dialog.getByLabel("Value", { exact: true }).fill("taxi");
  await dialog.getByRole("button", { name: "Add the variable" }).click();
  await dialog.getByText("A name is made of small letters").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await dialog.getByLabel("Name").fill("bucket");
  await dialog.getByLabel("Tags").fill("io");
  await dialog.getByRole("button", { name: "Add the variable" }).click();
  await page
    .getByRole("row", { name: /bucket/ })
    .getByText("taxi")
    .waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  await dashboard.call("POST", "/variables/", { name: "limits", value: { rows: 5 } });
  await page
    .getByRole("row", { name: /limits/ })
    .getByText('{"rows":5}')
    .waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("button", { name: "limits", exact: true }).click();
  const edit = page.getByRole("dialog", { name: "Edit limits" });
  await edit.getByLabel("Value", { exact: true }).fill("[5.0, 12345678901234567890]");
  await edit.getByRole("button", { name: "Save the variable" }).click();
  await page
    .getByRole("row", { name: /limits/ })
    .getByText("[5.0,12345678901234567890]")
    .waitFor();
  await page.getByRole("button", { name: "io" }).click();
  const names = page.locator("tbody .run-link");
  await expect.poll(() => names.allTextContents()).toStrictEqual(["bucket"]);
  expect(watched.search).toBe("?tag=io");
  await page.getByRole("button", { name: "Delete bucket" }).click();
  await page.getByRole("button", { name: "Delete the variable" }).click();
  await page.getByRole("heading", { name: "No variable matches" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("more variables than the API gives at once are listed, all of them", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  const names = Array.from({ length: 201 }, (_, index) => `many_${String(index).padStart(3, "0")}`);
  await Promise.all(names.map((name) => dashboard.call("POST", "/variables/", { name, value: 1, tags: ["many"] })));
  await watched.goto("/variables?tag=many");
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(names);
  await Promise.all(names.map((name) => dashboard.call("DELETE", `/variables/name/${name}`)));
  await page.getByRole("heading", { name: "No variable matches" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("limits are added, switched off, changed and deleted; tags are limited", async () => {
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto("/concurrency-limits");
  await page.getByRole("button", { name: "Add a limit" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a limit" });
  await dialog.getByLabel("Name").fill("database");
  await dialog.getByLabel("Slots").fill("3");
  await dialog.getByRole("button", { name: "Add the limit" }).click();
  const row = page.getByRole("row", { name: /database/ });
  await row.getByText("0 of 3").waitFor();
  await row.getByRole("switch").click();
  await expect.poll(() => row.getByRole("switch").getAttribute("aria-checked")).toBe("false");
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await row.getByRole("button", { name: "Edit database" }).click();
  await page.getByRole("dialog").getByLabel("Slots").fill("5");
  await page.getByRole("button", { name: "Save the limit" }).click();
  await row.getByText("0 of 5").waitFor();
  await page.getByRole("tab", { name: "Task tags" }).click();
  await page.getByRole("button", { name: "Limit a tag" }).click();
  await page.getByRole("dialog").getByLabel("Tag").fill("io");
  await page.getByRole("dialog").getByRole("button", { name: "Limit the tag" }).click();
  await page.getByRole("row", { name: /io/ }).getByText("0 of 1").waitFor();
  expect(await violationsInBothThemes(watched)).toStrictEqual(NO_VIOLATIONS);
  await page.getByRole("tab", { name: "Global" }).click();
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  await page.getByRole("button", { name: "Delete database" }).click();
  await page.getByRole("button", { name: "Delete the limit" }).click();
  await page.getByRole("heading", { name: "No limits yet" }).waitFor();
  expect(watched.faults).toStrictEqual([]);
});
