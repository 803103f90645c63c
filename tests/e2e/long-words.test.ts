import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Dashboard } from "./support/dashboard.ts";
import { makeRun } from "./support/made-runs.ts";

const made = z.object({ id: z.string() });
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
const LONG = "reconciliation-of-the-quarterly-revenue-with-late-adjustments-and-restatements-of-the-years-before";
const RIGHT_TO_LEFT = "تدفق البيانات اليومي للعملاء في جميع الفروع والمناطق البعيدة مع التصحيحات المتأخرة";

const TAGS = ["batch", "owner:data-platform", "production", "revenue"];

let dashboard: Dashboard;
let deployment: string;
let run: string;

beforeAll(async () => {
  dashboard = await Dashboard.open();
  const { id: flow_id } = made.parse(await dashboard.call("POST", "/flows/", { name: RIGHT_TO_LEFT }));
  const hours = { interval: 7 * 3600, anchor_date: new Date(Date.now() - 3_630_000).toISOString() };
  const body = { name: LONG, flow_id, schedules: [{ schedule: hours, active: true }] };
  deployment = made.parse(await dashboard.call("POST", "/deployments/", body)).id;
  const due = new Date(Date.now() - 3_570_000).toISOString();
  const state = { type: "SCHEDULED", state_details: { scheduled_time: due } };
  await dashboard.call("POST", "/flow_runs/", { flow_id, name: "late-figures", state, tags: TAGS });
  run = await makeRun(dashboard, { flow: RIGHT_TO_LEFT, name: "daily-figures", states: [{ type: "PENDING" }] });
});
afterAll(async () => {
  await dashboard.close();
});

test("a long name leaves the copy button beside it", async () => {
  const { page, goto } = await open(`/deployments/deployment/${deployment}`);
  await page.getByRole("heading", { name: LONG }).waitFor();
  for (const size of [WIDE, NARROW]) {
    await page.setViewportSize(size);
    const name = await page.locator("h1").boundingBox();
    const copy = await page.getByRole("button", { name: "Copy the deployment's id" }).boundingBox();
    expect(Math.abs(middle(copy) - middle(name))).toBeLessThan(6);
  }
  await goto(`/runs/run/${run}`);
  await page.getByRole("heading", { name: "daily-figures" }).waitFor();
  expect(await page.locator("h1").evaluate((name) => name.scrollWidth - name.clientWidth)).toBe(0);
});

test("times of tables are not cut off", async () => {
  const { page, goto } = await open("/deployments");
  await page.getByText(/^in 5 h 5\d min$/).waitFor();
  expect(
    await page
      .locator("td.col-at")
      .last()
      .evaluate((cell) => cell.scrollWidth - cell.clientWidth),
  ).toBe(0);
  await page.setViewportSize(NARROW);
  await goto("/runs");
  await page.getByText("due 59 min ago").waitFor();
  const started = page.locator("td.col-started").filter({ hasText: "due 59 min ago" });
  expect(await started.evaluate((cell) => cell.scrollWidth - cell.clientWidth)).toBe(0);
});

test("how many tags there are besides those that are shown is in sight", async () => {
  const { page } = await open("/runs");
  const cell = page.locator("td.col-tags").filter({ hasText: "batch" });
  const more = cell.getByText("+2", { exact: true });
  await more.waitFor();
  const [words, box] = [await more.boundingBox(), await cell.boundingBox()];
  expect(right(words)).toBeLessThanOrEqual(right(box));
});

test("what is cut off of words that are read from the right is their end", async () => {
  const { page } = await open("/deployments");
  const cell = page.locator("tbody td.col-flow").first();
  await cell.getByText(RIGHT_TO_LEFT).waitFor();
  const isShown = await cell.evaluate((element) => {
    const words = element.ownerDocument.createRange();
    const text = element.querySelector("a")?.firstChild;
    if (!text) return false;
    words.setStart(text, 0);
    words.setEnd(text, 4);
    const [first, box] = [words.getBoundingClientRect(), element.getBoundingClientRect()];
    return first.left >= box.left && first.right <= box.right;
  });
  expect(isShown).toBe(true);
});

async function open(path: string) {
  const watched = await dashboard.page();
  await watched.page.setViewportSize(WIDE);
  await watched.goto(path);
  return { page: watched.page, goto: (next: string) => watched.goto(next) };
}

function middle(box: { y: number; height: number } | null): number {
  if (box === null) throw new Error("it is not shown");
  return box.y + box.height / 2;
}

function right(box: { x: number; width: number } | null): number {
  if (box === null) throw new Error("it is not shown");
  return box.x + box.width;
}
