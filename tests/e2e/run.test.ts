import { afterAll, beforeAll, expect, test } from "vitest";
import { Dashboard } from "./support/dashboard.ts";
import { makeRun, newestRun, writeLines } from "./support/made-runs.ts";

/** How long the page waits at least before it asks again why its run waits. */
const WAITING_PAUSE_MS = 1500;

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await Dashboard.open();
});
afterAll(async () => {
  await dashboard.close();
});

test("a live run is followed to its end by the socket: timeline, log, tasks, subflow", async () => {
  const program = dashboard.run("live");
  await program.atGate();
  const id = await newestRun(dashboard, "live-flow");
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${id}`);
  await page.getByRole("status").getByText("Running").waitFor();
  const group = page.getByRole("row", { name: /load × 8/ });
  await group.getByText("8 running").waitFor();
  await page.getByText("prepared 8 chunks").waitFor();
  // What was read before the page heard of changes is read once more when it does.
  const heard = { flow_run_id: id, name: "tutti.flow_runs", level: 20, message: "heard", timestamp: new Date() };
  await dashboard.call("POST", "/logs/", [heard]);
  await page.getByText("heard", { exact: true }).waitFor();
  await expect.poll(() => watched.unansweredCalls).toBe(0);
  const calls = watched.apiCalls.length;
  const from = performance.now();
  program.goOn();
  await page.getByText("loaded chunk 7").waitFor();
  await group.getByText("8 completed").waitFor();
  await page.getByRole("row", { name: /shaky/ }).getByText("2 attempts").waitFor({ state: "attached" });
  await page.getByRole("row", { name: /publish \// }).waitFor();
  await page.getByRole("status").getByText("Completed").waitFor();
  await program.end();
  await page.getByRole("tab", { name: "Artifacts 2" }).waitFor();
  const asked = watched.apiCalls.slice(calls);
  // Whether the run waits is asked again as things happen in it, after a pause each time.
  const waiting = asked.filter((call) => call.endsWith("/waiting"));
  expect(waiting.length).toBeLessThanOrEqual(1 + (performance.now() - from) / WAITING_PAUSE_MS);
  const others = asked.filter((call) => !waiting.includes(call));
  expect(others.filter((call) => !call.endsWith("/timeline"))).toStrictEqual([]);
  // The subflow's name and artifacts, and the last reading of the attempts.
  expect(others.length).toBeLessThanOrEqual(3);
  expect(watched.faults).toStrictEqual([]);
});

test("the artifacts of a run are rendered: a table in markdown, a table", async () => {
  const id = await newestRun(dashboard, "live-flow");
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${id}?tab=artifacts`);
  await page.getByRole("heading", { name: "Sum", exact: true }).waitFor();
  await page.getByRole("cell", { name: "8" }).waitFor();
  await page.getByRole("button", { name: /^sum-table/ }).click();
  await page.getByRole("columnheader", { name: "what" }).waitFor();
  await page.getByRole("tab", { name: /Parameters/ }).click();
  await page.getByText('"2023-02"').waitFor();
  await page.getByRole("tab", { name: "Details" }).click();
  await page.getByText(id).waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("a failed run says in its head which task failed and why, and leads to its log", async () => {
  await dashboard.run("broken").end();
  const id = await newestRun(dashboard, "broken-flow");
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${id}`);
  const head = page.locator(".run-failure");
  await head.getByText("Error: bad record 8").waitFor();
  await head.getByRole("button", { name: /explode/ }).click();
  const panel = page.getByRole("complementary", { name: /explode/ });
  await panel.getByText("bad record 8").waitFor();
  await panel.getByRole("button", { name: /extract/ }).waitFor();
  await page.getByText("record 8 looks odd").waitFor();
  expect(await page.getByText("extracted 9 records").count()).toBe(0);
  expect(await page.locator("#favicon").getAttribute("href")).toBe("/dashboard/favicon/failed.svg");
  await page.reload();
  await panel.getByText("bad record 8").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("extracted 9 records").waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("a thousand mapped runs fold into a row, unfold, and are found by their failures", async () => {
  await dashboard.run("wide").end();
  const id = await newestRun(dashboard, "wide-flow");
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${id}`);
  const group = page.getByRole("row", { name: /square × 1,000/ });
  await group.getByText("10 failed").waitFor();
  await group.getByText("990 completed").waitFor();
  expect(await group.getAttribute("aria-expanded")).toBe("false");
  await page.getByRole("treegrid").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => group.getAttribute("aria-expanded")).toBe("true");
  expect(await page.getByRole("treegrid").getByRole("row").count()).toBeLessThan(60);
  await page.keyboard.press("n");
  await page
    .getByRole("complementary", { name: /square/ })
    .getByText(/no square of \d*7/)
    .waitFor();
  await page.keyboard.press("t");
  const table = page.getByRole("table", { name: "Task runs" });
  await table.waitFor();
  await page.getByRole("button", { name: "10 failed" }).click();
  await expect.poll(() => table.getAttribute("aria-rowcount")).toBe("11");
  expect(watched.search).toContain("view=table");
  expect(watched.faults).toStrictEqual([]);
});

test("a log is searched, its hits are stepped through, its colours shown, a line linked to", async () => {
  const id = await newestRun(dashboard, "wide-flow");
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${id}`);
  await page.locator(".log-text .ansi-green").first().waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("the needle in");
  await page.locator(".log-row[data-hit] mark").getByText("the needle in").waitFor();
  await page.getByText("1 of 1").waitFor();
  await page.locator(".log-row[data-hit] .log-time").click();
  await expect.poll(() => watched.search).toMatch(/q=the\+needle\+in&line=/);
  await page.getByRole("searchbox", { name: "Search the log" }).fill("");
  await expect.poll(() => watched.search).toMatch(/^\?line=/);
  await page.reload();
  await page.locator(".log-row[data-target]").getByText("the needle in the log").waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("fifty thousand lines are read, filtered by level and reached at once", async () => {
  const id = await makeRun(dashboard, { flow: "chatty", name: "long-log", states: [{ type: "COMPLETED" }] });
  await writeLines(dashboard, id, 50_000);
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${id}`);
  await page.getByText("50,000 lines").waitFor();
  expect(await page.locator(".log-row").count()).toBeLessThan(120);
  await page.getByRole("log").focus();
  await page.keyboard.press("End");
  await page.getByText("line 49999").waitFor();
  await page.getByRole("button", { name: "Level" }).click();
  await page.getByRole("button", { name: "Errors", exact: true }).click();
  await page.getByText("50 lines").waitFor();
  await page.reload();
  await page.getByText("50 lines").waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("a run that waits says why, and what is legal in its state is offered", async () => {
  const scheduled = await makeRun(dashboard, {
    flow: "waiting",
    name: "scheduled-one",
    states: [{ type: "SCHEDULED", state_details: { scheduled_time: "2099-01-01T00:00:00Z" } }],
  });
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${scheduled}`);
  await page.getByText("on 1 Jan 2099, 00:00:00 UTC").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("alertdialog").getByText("cancelled at once").waitFor();
  await page.getByRole("button", { name: "Cancel the run" }).click();
  await page.getByRole("status").getByText("Cancelled").waitFor();
  // The question, too, is gone when the answer is there.
  await page.getByRole("button", { name: "Cancel" }).waitFor({ state: "detached" });
  const paused = await makeRun(dashboard, {
    flow: "waiting",
    name: "paused-one",
    states: [{ type: "RUNNING" }, { type: "PAUSED", state_details: { pause_timeout: "2099-01-01T00:00:00Z" } }],
  });
  await watched.goto(`/runs/run/${paused}`);
  await page.getByText("It waits for somebody to resume it.").waitFor();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("status").getByText("Running").waitFor();
  expect(watched.faults).toStrictEqual([]);
});

test("a run that waits for input is resumed by a form", async () => {
  const keys = { schema: "ask-schema", response: "ask-response", description: "ask-description" };
  const id = await makeRun(dashboard, { flow: "waiting", name: "asking-one", states: [{ type: "RUNNING" }] });
  const schema = { type: "object", properties: { approve: { type: "boolean" } }, required: ["approve"] };
  const input = (key: string, value: unknown) =>
    dashboard.call("POST", `/flow_runs/${id}/input`, { key, value: JSON.stringify(value) });
  await input(keys.schema, schema);
  await input(keys.description, "Is **this** right?");
  const state = { type: "PAUSED", state_details: { run_input_keyset: keys, pause_timeout: "2099-01-01T00:00:00Z" } };
  await dashboard.call("POST", `/flow_runs/${id}/set_state`, { state, force: true });
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${id}`);
  await page.getByRole("button", { name: "Resume…" }).click();
  const dialog = page.getByRole("dialog", { name: "Resume asking-one" });
  await dialog.getByText("Is this right?").waitFor();
  await dialog.getByRole("button", { name: "Resume the run" }).click();
  await dialog.getByText("'approve' is a required property").waitFor();
  await dialog.getByLabel("approve", { exact: true }).selectOption("yes");
  await dialog.getByRole("button", { name: "Resume the run" }).click();
  await page.getByRole("status").getByText("Running").waitFor();
  expect(await dashboard.call("GET", `/flow_runs/${id}/input/${keys.response}`)).toStrictEqual({ approve: true });
  expect(watched.faults).toStrictEqual([]);
});

test("a stretch of the time axis is drawn, kept in the address, and left again", async () => {
  const id = await newestRun(dashboard, "wide-flow");
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${id}`);
  const axis = await page.locator(".axis").boundingBox();
  if (axis === null) throw new Error("the axis is not on screen");
  await page.mouse.move(axis.x + axis.width * 0.25, axis.y + 10);
  await page.mouse.down();
  await page.mouse.move(axis.x + axis.width * 0.5, axis.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => watched.search).toMatch(/^\?zoom=\d+-\d+$/);
  await page.reload();
  await page.getByRole("button", { name: "Whole run" }).waitFor();
  await page.keyboard.press("z");
  await expect.poll(() => watched.search).toBe("");
  expect(watched.faults).toStrictEqual([]);
});

test("the address that Prefect's tools print leads to the run", async () => {
  const id = await newestRun(dashboard, "broken-flow");
  const watched = await dashboard.page();
  await watched.goto(`/runs/flow-run/${id}`);
  await watched.page.getByText("bad record 8").first().waitFor();
  expect(new URL(watched.page.url()).pathname).toBe(`/dashboard/runs/run/${id}`);
  expect(watched.faults).toStrictEqual([]);
});

test("a run that is deleted while one looks at it says so", async () => {
  const id = await makeRun(dashboard, { flow: "gone", name: "short-lived", states: [{ type: "COMPLETED" }] });
  const watched = await dashboard.page();
  const { page } = watched;
  await watched.goto(`/runs/run/${id}`);
  await page.getByRole("heading", { name: "short-lived" }).waitFor();
  await dashboard.call("POST", "/flow_runs/bulk_delete", { flow_runs: { id: { any_: [id] } } });
  await page.getByRole("heading", { name: "There is no such thing here" }).waitFor();
  expect(await page.locator(".empty-text").textContent()).toContain("It may have been deleted");
});
