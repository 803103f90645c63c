import { createFlowRun } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { expect, test } from "vitest";
import { z } from "zod";
import { flow } from "../src/flow.ts";
import { runtime } from "../src/runtime.ts";
import { tags } from "../src/tags.ts";
import { task } from "../src/task.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

const double = task(async function double(value: number) {
  return value * 2;
});

function runId(): string {
  return runtime.flowRun?.id ?? "outside";
}

test("a flow gives its result, and its run is on record with parameters, tags and steps", async () => {
  const sum = flow({ tags: ["sums"] }, async function sumOfDoubles({ values }: { values: number[] }) {
    const doubled = await Promise.all(double.map(values));
    return { id: runId(), total: doubled.reduce((total, value) => total + value, 0) };
  });
  const { id, total } = await tags("nightly", () => sum({ values: [1, 2] }));
  expect(total).toBe(6);
  expect(await records.flowRun(id)).toMatchObject({
    state_type: "COMPLETED",
    parameters: { values: [1, 2] },
    tags: ["sums", "nightly"],
    run_count: 1,
    state: { data: { id, total: 6 } },
  });
  expect(await records.flowStates(id)).toEqual(["Pending", "Running", "Completed"]);
  expect(await records.tasks(id)).toEqual(["double-0: Completed ×1", "double-1: Completed ×1"]);
});

test("what a flow throws is what its caller gets; the state carries the reason and the stack", async () => {
  let id = "";
  const failing = flow(async function failing() {
    id = runId();
    throw new RangeError("out of rows");
  });
  await expect(failing()).rejects.toThrow(new RangeError("out of rows"));
  const { state } = await records.flowRun(id);
  expect(state).toMatchObject({
    type: "FAILED",
    message: "Flow run encountered an exception: RangeError: out of rows",
    data: expect.stringMatching(/^RangeError: out of rows\n {4}at failing \(.*flows\.db\.test/),
  });
});

test("state() gives the end of a run without throwing", async () => {
  const failing = flow(async function failingQuietly() {
    throw new Error("no");
  });
  const state = await failing.state();
  expect([state.type, state.isFailed(), state.error?.message]).toEqual(["FAILED", true, "no"]);
  expect(() => state.result()).toThrow("no");
});

test("a failed flow is tried again; its completed steps are given back, the failed ones run again", async () => {
  const calls: string[] = [];
  const step = task(async function step(name: string) {
    calls.push(name);
    if (name === "shaky" && calls.length < 3) throw new Error("not yet");
    return name;
  });
  const retried = flow({ retries: 2 }, async function retried() {
    return [runId(), await step("firm"), await step("shaky")];
  });
  const [id = ""] = await retried();
  expect(calls).toEqual(["firm", "shaky", "shaky"]);
  expect(await records.flowStates(id)).toEqual(["Pending", "Running", "AwaitingRetry", "Retrying", "Completed"]);
  expect(await records.tasks(id)).toEqual(["step-0: Completed ×1", "step-1: Completed ×1"]);
});

test("a run says when it was due, however late it begins, and in every attempt", async () => {
  const scheduled_time = "2024-03-01T06:00:00.000Z";
  const seen: unknown[] = [];
  const dated = flow({ retries: 1 }, async function dated() {
    const { scheduledTime, deploymentId } = runtime.flowRun ?? {};
    seen.push([scheduledTime, deploymentId]);
    if (seen.length === 1) throw new Error("again");
  });
  const { id: flow_id } = await registerFlow(records.api, { name: dated.name });
  const state = { type: "SCHEDULED" as const, state_details: { scheduled_time } };
  await dated.resume((await createFlowRun(records.api, { flow_id, state })).id);
  const inEveryAttempt = [new Date(scheduled_time), null];
  expect(seen).toEqual([inEveryAttempt, inEveryAttempt]);
});

test("a step given back in a retry is not changed by what the flow did to it before", async () => {
  const list = task(async function list() {
    return [1];
  });
  const mutating = flow({ retries: 1 }, async function mutating() {
    const values = await list();
    values.push(2);
    if (runtime.flowRun?.runCount === 1) throw new Error("again");
    return values;
  });
  await expect(mutating()).resolves.toEqual([1, 2]);
});

test("a flow past its time limit ends TimedOut, its signal is aborted, its steps are given up", async () => {
  let id = "";
  let reason: unknown;
  const endless = task(function endless() {
    return new Promise<void>(() => undefined);
  });
  const limited = flow({ timeoutSeconds: 0.3 }, async function limited() {
    id = runId();
    const { signal } = runtime;
    signal.addEventListener("abort", () => {
      ({ reason } = signal);
    });
    await endless();
  });
  await expect(limited()).rejects.toMatchObject({ code: "timed_out" });
  expect(reason).toMatchObject({ code: "timed_out" });
  expect((await records.flowRun(id)).state_name).toBe("TimedOut");
  expect(await records.tasks(id)).toEqual(["endless-0: Crashed ×1"]);
});

test("parameters are checked and converted before the flow is called", async () => {
  const checked = flow(
    { parameters: z.object({ month: z.coerce.number().max(12) }) },
    async function checked({ month }) {
      return month;
    },
  );
  await expect(checked({ month: "3" })).resolves.toBe(3);
  const state = await checked.state({ month: 13 });
  expect(state).toMatchObject({ type: "FAILED", message: expect.stringContaining("month") });
  expect(state.error).toMatchObject({ code: "invalid_parameters" });
});

test("what a schema gives for parameters that were left out is on record, and the same in every attempt", async () => {
  const seen: unknown[] = [];
  const drawn = z.object({ month: z.int().default(1), token: z.string().default(() => crypto.randomUUID()) });
  const drawing = flow({ name: "drawing", parameters: drawn, retries: 1 }, async (parameters) => {
    seen.push(parameters);
    if (runtime.flowRun?.runCount === 1) throw new Error("again");
    return runId();
  });
  const around = flow({ name: "around" }, () => drawing({ month: 2 }));
  const [own, subflow] = [await drawing({}), await around()];
  const recorded = [(await records.flowRun(own)).parameters, (await records.flowRun(subflow)).parameters];
  expect(seen).toEqual([recorded[0], recorded[0], recorded[1], recorded[1]]);
  expect(recorded).toMatchObject([{ month: 1 }, { month: 2 }]);
});

test.each([
  ["a template", "month {month}", "month 4"],
  ["a function", ({ month }: { month: number }) => `m${month}`, "m4"],
])("a run is named by %s", async (_what, flowRunName, expected) => {
  const named = flow({ flowRunName }, async function named(_parameters: { month: number }) {
    return runtime.flowRun?.name;
  });
  await expect(named({ month: 4 })).resolves.toBe(expected);
});

test.each([
  ["a template", "month {month} of {path}"],
  [
    "a function",
    ({ month = 9, path = "b" }: { month?: number | undefined; path?: string | undefined }) =>
      `month ${month} of ${path}`,
  ],
])("a run is named by %s from parameters that were left out too", async (what, flowRunName) => {
  const schema = z.object({ month: z.number().default(9), path: z.string().default("b") });
  const naming = flow({ parameters: schema, flowRunName }, async function naming() {
    return runtime.flowRun?.name;
  });
  expect([what, await naming()]).toEqual([what, "month 9 of b"]);
  const given = await naming.state({ month: Number.NaN });
  expect(given.error).toMatchObject({ code: "invalid_parameters" });
});

test("a flow in a flow is a run of its own, held in place by a task run", async () => {
  const inner = flow(async function inner({ value }: { value: number }) {
    return { id: runId(), value: await double(value) };
  });
  const outer = flow(async function outer() {
    return { id: runId(), inner: await inner({ value: double.submit(2) }) };
  });
  const run = await outer();
  expect(run.inner.value).toBe(8);
  const [placeholder] = await records.taskRuns(run.id).then((runs) => runs.filter((one) => one.task_key === "inner"));
  expect(placeholder).toMatchObject({
    state_type: "COMPLETED",
    state: { state_details: { child_flow_run_id: run.inner.id } },
  });
  expect((await records.flowRun(run.inner.id)).parent_task_run_id).toBe(placeholder?.id);
});

test("a subflow's place in its parent names the steps that its parameters come from", async () => {
  const month = task(async function month() {
    return { number: 3 };
  });
  const child = flow(async function child(given: { number?: number; rows?: unknown }) {
    return Object.keys(given);
  });
  const parent = flow(async function parent() {
    const made = await month();
    return [runId(), await child({ number: 1, rows: made }), await child(made)];
  });
  const [id] = await parent();
  const runs = await records.taskRuns(String(id));
  const source = [{ input_type: "task_run", id: runs.find(({ task_key }) => task_key === "month")?.id }];
  expect(runs.filter(({ task_key }) => task_key === "child").map(({ task_inputs }) => task_inputs)).toEqual([
    { number: [], rows: source },
    { parameters: source },
  ]);
});

test("a subflow that failed is run again, as the same run, when its parent is tried again", async () => {
  const calls: string[] = [];
  const note = task(async function note(name: string) {
    calls.push(name);
  });
  const child = flow(async function shakyChild() {
    await note("child step");
    calls.push("child");
    if (calls.filter((call) => call === "child").length === 1) throw new Error("not yet");
    return runId();
  });
  const parent = flow({ retries: 1 }, async function parentOfShaky() {
    return child();
  });
  const id = await parent();
  expect(calls).toEqual(["child step", "child", "child"]);
  expect(await records.flowStates(id)).toEqual(["Pending", "Running", "Failed", "Running", "Completed"]);
});

test("a flow ends when the calls it did not wait for have ended", async () => {
  const slow = task(async function slow() {
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  const hasty = flow(async function hasty() {
    void slow.submit();
    return runId();
  });
  expect(await records.tasks(await hasty())).toEqual(["slow-0: Completed ×1"]);
});

test("a call made after the flow has ended is no step of it any more", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let late: Promise<unknown> | undefined;
  const leaving = flow(async function leaving() {
    late = promise.then(() => double(1));
  });
  await leaving();
  resolve();
  await expect(late).rejects.toMatchObject({ code: "run_stopped" });
});

test("futures that a flow returns stand for their results", async () => {
  const mapped = flow(function mappedResults() {
    return double.map([1, 2, 3]);
  });
  await expect(mapped()).resolves.toEqual([2, 4, 6]);
});

test("hooks are called for the states a run comes into; what they throw changes nothing", async () => {
  const called: string[] = [];
  const note = (what: string) => (definition: { name: string }, run: { runCount: number }, state: { name: string }) => {
    called.push(`${what} ${definition.name} ${run.runCount} ${state.name}`);
    throw new Error("a hook that fails");
  };
  const hooked = flow(
    { retries: 1, onRunning: note("running"), onCompletion: [note("completed")], onFailure: note("failed") },
    async function hooked({ fails }: { fails: boolean }) {
      if (fails) throw new Error("no");
    },
  );
  await hooked({ fails: false });
  await hooked.state({ fails: true });
  expect(called).toEqual([
    "running hooked 1 Running",
    "completed hooked 1 Completed",
    "running hooked 1 Running",
    "running hooked 2 Retrying",
    "failed hooked 2 Failed",
  ]);
});

test("what a root flow returns need not be storable; what a subflow returns must be", async () => {
  const opaque = flow(async function opaque() {
    return { call: () => 1 };
  });
  const around = flow(async function aroundOpaque() {
    await opaque();
  });
  expect((await opaque()).call()).toBe(1);
  await expect(around()).rejects.toMatchObject({ code: "unserializable_result" });
});
