import { afterAll, beforeAll, expect, test } from "vitest";
import { Dashboard } from "./support/dashboard.ts";
import { makeRun } from "./support/made-runs.ts";

let dashboard: Dashboard;
let guarded: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
  guarded = await Dashboard.open({ TUTTI_API_AUTH_STRING: "tutti:open sesame" });
});
afterAll(async () => {
  await Promise.all([dashboard.close(), guarded.close()]);
});

test("a server that goes and returns is told, and what it did meanwhile is caught up with", async () => {
  await makeRun(dashboard, { flow: "etl", name: "before", states: [{ type: "COMPLETED" }] });
  const { page, goto } = await opened("/runs");
  await goto();
  await page.getByText("before").waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  await dashboard.restartServer(async () => {
    await page.getByText("Reconnecting").waitFor();
    await page.getByText("before").waitFor();
  });
  await makeRun(dashboard, { flow: "etl", name: "after", states: [{ type: "COMPLETED" }] });
  await page.getByText("Live", { exact: true }).waitFor();
  await expect.poll(() => page.locator("tbody .run-link").allTextContents()).toStrictEqual(["after", "before"]);
});

async function opened(path: string) {
  const watched = await dashboard.page();
  return { page: watched.page, goto: () => watched.goto(path) };
}

test("a server that wants a password is shown nothing of without it", async () => {
  const watched = await guarded.page();
  const { page } = watched;
  await watched.goto("/runs");
  await page.getByRole("heading", { name: "This server wants its password" }).waitFor();
  await page.getByLabel("Password").fill("guess");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("The server does not take this password.").waitFor();
  await page.getByLabel("Password").fill("tutti:open sesame");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "No runs yet" }).waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "No runs yet" }).waitFor();
  expect(watched.faults.filter((fault) => !fault.includes("401"))).toStrictEqual([]);
});
