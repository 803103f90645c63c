import { expect, test } from "vitest";
import { armEventWaits } from "@tutti/client/event-waits";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { z } from "zod";
import { CliServer } from "./support/cli-server.ts";

const cli = new CliServer();
const made = z.looseObject({ id: z.string() });
const HOUR_MS = 3_600_000;

/** A run whose process has ended to wait. */
async function parkedRun(name: string, state: string, forMs: number): Promise<string> {
  const id = await cli.createRun(name, "RUNNING");
  const scheduled_time = new Date(Date.now() + forMs).toISOString();
  await setFlowRunState(cli.api, id, { state: { type: "SCHEDULED", name: state, state_details: { scheduled_time } } });
  return id;
}

/** The line of what is printed that says why it waits. */
async function waitingLine(noun: string, reference: string): Promise<string | undefined> {
  const { code, stdout } = await cli.call(noun, "inspect", reference);
  expect(code).toBe(0);
  return /^Waiting +(?<words>.*)$/m.exec(stdout)?.groups?.words;
}

test("a run that sleeps says until when", async () => {
  await parkedRun("sleepy-owl", "Sleeping", 2 * HOUR_MS);
  expect(await waitingLine("flow-run", "sleepy-owl")).toMatch(/^It sleeps and goes on in [^,]+, on \d{4}-/);
});

test("a run that waits for an event names it, and what it is to happen to", async () => {
  const id = await parkedRun("eager-owl", "AwaitingEvent", 2 * HOUR_MS);
  const waits = [{ event: "order.paid", resource: { "prefect.resource.id": ["order.7"] } }];
  await armEventWaits(cli.api, id, { waits }, {});
  expect(await waitingLine("flow-run", "eager-owl")).toMatch(
    /^It waits for the event “order\.paid” of “order\.7”, and goes on without it in [^,]+, on \d{4}-/,
  );
});

test("a run that waits in its own process says for what, unless a step of it is under way", async () => {
  const run = await cli.createRun("wakeful-owl", "RUNNING");
  const step = (task_key: string, dynamic_key: string, state: object) =>
    cli.api.post("/task_runs/", { flow_run_id: run, task_key, dynamic_key, name: `${task_key}-0`, state }, made);
  const until = new Date(Date.now() + 2 * HOUR_MS).toISOString();
  const since = new Date().toISOString();
  await step("wait-for-event", "a-0", { type: "COMPLETED", data: { since, until: null, event: "order.paid" } });
  expect(await waitingLine("flow-run", "wakeful-owl")).toBe(
    "It waits for the event “order.paid”, however long it takes.",
  );
  await step("event", "wait-for-event/a-0", { type: "COMPLETED", data: {} });
  expect(await waitingLine("flow-run", "wakeful-owl")).toBeUndefined();
  await step("sleep", "b-0", { type: "COMPLETED", data: until });
  await step("sleep", "c-0", { type: "COMPLETED", data: "not ours" });
  const sleeps = /^It sleeps and goes on in [^,]+, on \d{4}-/;
  expect(await waitingLine("flow-run", "wakeful-owl")).toMatch(sleeps);
  const retry = { type: "SCHEDULED", name: "AwaitingRetry", state_details: { scheduled_time: until } };
  await step("fit", "d-0", retry);
  expect(await waitingLine("flow-run", "wakeful-owl")).toMatch(
    /^The next attempt of its task “fit-0” begins in [^.]+\. It sleeps/,
  );
  await step("fit", "e-0", { type: "RUNNING" });
  expect(await waitingLine("flow-run", "wakeful-owl")).toMatch(
    /^The next attempt of its task “fit-0” begins in [^.]+\.$/,
  );
});

test("a run that waits for a person says what to type", async () => {
  const id = await cli.createRun("polite-owl", "RUNNING");
  await setFlowRunState(cli.api, id, { state: { type: "PAUSED" } });
  expect((await cli.call("flow-run", "inspect", "polite-owl")).stdout).toMatch(
    new RegExp(`^Waiting +It waits for somebody to resume it\\.\nTo go on +tutti flow-run resume ${id}$`, "m"),
  );
});

test("a run and its task say which slot they wait for", async () => {
  const run = await cli.createRun("crowded-owl", "RUNNING");
  const task = { flow_run_id: run, task_key: "fit", dynamic_key: "fit-0", name: "fit-0", state: { type: "RUNNING" } };
  const { id } = await cli.api.post("/task_runs/", task, made);
  await cli.api.post("/v2/concurrency_limits/", { name: "gpu", limit: 1 }, made);
  await cli.api.send("POST", "/v2/concurrency_limits/increment", { names: ["gpu"], slots: 1, mode: "concurrency" });
  const ask = { names: ["gpu"], slots: 1, mode: "concurrency", holder: { type: "task_run", id } };
  const refused = cli.api.send("POST", "/v2/concurrency_limits/increment-with-lease", ask);
  await expect(refused).rejects.toMatchObject({ status: 423 });
  const words = /asked for a slot of the limit “gpu” [^:]+: 1 of 1 are taken\.$/;
  expect(await waitingLine("task-run", id)).toMatch(words);
  expect(await waitingLine("flow-run", "crowded-owl")).toMatch(words);
});
