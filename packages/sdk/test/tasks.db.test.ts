import { expect, test } from "vitest";
import { allowFailure } from "../src/allow-failure.ts";
import { flow } from "../src/flow.ts";
import { exponentialBackoff } from "../src/retries.ts";
import { runtime } from "../src/runtime.ts";
import { task } from "../src/task.ts";
import { TaskFuture } from "../src/task-future.ts";
import { unmapped } from "../src/unmapped.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

/** Runs `body` in a flow of its own; gives what it came to and the flow run's id. */
async function inFlow<T>(body: () => Promise<T>): Promise<{ value: T; id: string }> {
  let id = "";
  const state = await flow({ name: "in-flow", persistResult: false }, async () => {
    id = runtime.flowRun?.id ?? "";
    return { value: await body() };
  }).state();
  return { ...state.result(), id };
}

const add = task(async function add(a: number, b: number) {
  return a + b;
});

test("a task is repeated until it succeeds, after the delays given", async () => {
  const seen: (number | undefined)[] = [];
  const shaky = task({ retries: 3, retryDelaySeconds: exponentialBackoff(0.01) }, async function shaky() {
    seen.push(runtime.taskRun?.runCount);
    if (seen.length < 3) throw new Error("not yet");
    return "done";
  });
  const { value, id } = await inFlow(() => shaky());
  expect([value, seen]).toEqual(["done", [1, 2, 3]]);
  const [run] = await records.taskRuns(id);
  expect(run).toMatchObject({ run_count: 3, empirical_policy: { retries: 3, retry_delay: [0.01, 0.02, 0.04] } });
  expect(await records.taskStates(run?.id ?? "")).toEqual([
    "Running",
    "AwaitingRetry",
    "Retrying",
    "AwaitingRetry",
    "Retrying",
    "Completed",
  ]);
});

test("the retry condition decides whether a failure is final", async () => {
  let calls = 0;
  const strict = task({ retries: 5, retryCondition: (error) => error instanceof RangeError }, async function strict() {
    calls += 1;
    throw calls === 1 ? new RangeError("try again") : new TypeError("never");
  });
  const { value } = await inFlow(() => strict.state());
  expect([calls, value.error]).toEqual([2, new TypeError("never")]);
});

test("a retry condition that throws makes the failure final", async () => {
  const condition = () => {
    throw new Error("broken condition");
  };
  const failing = task({ retries: 2, retryCondition: condition }, async function failing() {
    throw new Error("the real reason");
  });
  const { value } = await inFlow(() => failing.state());
  expect(value.error?.message).toBe("the real reason");
});

test("a failed task carries its reason and its stack", async () => {
  const broken = task(async function broken() {
    throw new TypeError("no such column");
  });
  const { value, id } = await inFlow(() => broken.state());
  expect(value.error).toEqual(new TypeError("no such column"));
  const [run] = await records.taskRuns(id);
  expect(run?.state).toMatchObject({
    type: "FAILED",
    message: "Task run encountered an exception TypeError: no such column",
    data: expect.stringMatching(/^TypeError: no such column\n {4}at broken \(.*tasks\.db\.test/),
  });
});

test.each([
  ["a text", "thrown text", "thrown text"],
  ["nothing", undefined, "Thrown: undefined"],
])("%s thrown is a failure like any other", async (_what, thrown, message) => {
  const rude = task({ name: "rude" }, () => Promise.reject(thrown));
  const { value } = await inFlow(() => rude.state());
  expect(value.error?.message).toBe(message);
});

test("a task past its time limit ends TimedOut, and its signal is aborted", async () => {
  let reason: unknown;
  const endless = task({ timeoutSeconds: 0.1 }, async function endless() {
    const { signal } = runtime;
    await new Promise((resolve) => {
      signal.addEventListener("abort", resolve);
    });
    ({ reason } = signal);
  });
  const { value } = await inFlow(() => endless.state());
  expect([value.name, value.type]).toEqual(["TimedOut", "FAILED"]);
  expect(value.error).toMatchObject({ code: "timed_out" });
  expect(reason).toBe(value.error);
});

test("a result that cannot be stored fails the task and says why", async () => {
  const opaque = task(async function opaque() {
    return { rows: [() => 1] };
  });
  const { value } = await inFlow(() => opaque.state());
  expect(value.type).toBe("FAILED");
  expect(value.message).toMatch(/The result cannot be stored: .*\.rows\[0\].*persistResult: false/);
});

test("a result that is not kept need not be storable", async () => {
  const opaque = task({ persistResult: false }, async function unkept() {
    return { call: () => 7 };
  });
  const { value } = await inFlow(() => opaque());
  expect(value.call()).toBe(7);
});

test("a hundred mapped calls give their results in the order of their items", async () => {
  const { value, id } = await inFlow(() =>
    Promise.all(
      add.map(
        Array.from({ length: 100 }, (_, i) => i),
        unmapped(1),
      ),
    ),
  );
  expect(value).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  const runs = await records.taskRuns(id);
  expect(runs.filter((run) => run.state_type === "COMPLETED")).toHaveLength(100);
});

test("a future given as an argument stands for its result, and is an edge of the graph", async () => {
  const sum = task(async function sum(values: number[], factor: number) {
    return values.reduce((total, value) => total + value, 0) * factor;
  });
  const { value, id } = await inFlow(async () => {
    const parts = add.map([1, 2], [3, 4]);
    const future = sum.submit(parts, add.submit(1, 1));
    expect(future).toBeInstanceOf(TaskFuture);
    return { result: await future, ids: parts.map((part) => part.taskRunId) };
  });
  expect(value.result).toBe(20);
  const run = (await records.taskRuns(id)).find((one) => one.task_key === "sum");
  expect(run?.task_inputs.values).toEqual(value.ids.map((one) => ({ input_type: "task_run", id: one })));
});

test("a task whose input failed is not called; its future throws, its run is NotReady", async () => {
  const calls: unknown[] = [];
  const broken = task(async function brokenInput() {
    throw new Error("no");
  });
  const dependent = task(async function dependent(input: unknown) {
    calls.push(input);
  });
  const { value, id } = await inFlow(() => dependent.state(broken.submit()));
  expect([calls, value.name, value.message]).toEqual([
    [],
    "NotReady",
    "Not started, the input from broken-input ended Failed (Error: no)",
  ]);
  expect(value.error).toMatchObject({ code: "upstream_failed", cause: { message: "no" } });
  expect(await records.tasks(id)).toContain("dependent-0: NotReady ×0");
});

test("a failure that is allowed is given as the error", async () => {
  const broken = task(async function brokenAllowed() {
    throw new RangeError("allowed");
  });
  const tell = task(async function tell(input: unknown) {
    return [input].flat().every((one) => one instanceof RangeError);
  });
  const { value } = await inFlow(async () => [
    await tell(allowFailure(broken.submit())),
    await tell(allowFailure([broken.submit(), broken.submit()])),
  ]);
  expect(value).toEqual([true, true]);
});

test("waitFor holds a task back until others have completed", async () => {
  const order: string[] = [];
  const note = task(async function note(name: string, ms: number) {
    await new Promise((resolve) => setTimeout(resolve, ms));
    order.push(name);
  });
  await inFlow(async () => {
    const slow = note.submit("slow", 30);
    await note.withOptions({ waitFor: [slow] })("after", 0);
  });
  expect(order).toEqual(["slow", "after"]);
});

test("a failure nobody waits for brings neither the flow nor the process down", async () => {
  const broken = task(async function unheard() {
    throw new Error("unheard");
  });
  const { value, id } = await inFlow(async () => {
    void broken.submit();
    return "fine";
  });
  expect(value).toBe("fine");
  expect(await records.tasks(id)).toEqual(["unheard-0: Failed ×1"]);
});

test("a task called in a task is a step of its own, within the other's", async () => {
  const outer = task(async function outer() {
    return (await add(1, 1)) + (await add(1, 1));
  });
  const { value, id } = await inFlow(() => outer());
  expect(value).toBe(4);
  const runs = await records.taskRuns(id);
  const parent = runs.find((run) => run.task_key === "outer");
  expect(runs.filter((run) => run.task_key === "add").map((run) => run.task_inputs.__parents__)).toEqual([
    [{ input_type: "task_run", id: parent?.id }],
    [{ input_type: "task_run", id: parent?.id }],
  ]);
});

test("a task called outside of flows is a task run without a flow run", async () => {
  let id = "";
  const alone = task(async function alone() {
    id = runtime.taskRun?.id ?? "";
    return 5;
  });
  await expect(alone()).resolves.toBe(5);
  expect(await records.taskStates(id)).toEqual(["Running", "Completed"]);
});

test.each([
  ["a template", "add {a} to {b}", "add 1 to 2"],
  ["a function", (a: number, b: number) => `${a}+${b}`, "1+2"],
])("a task run is named by %s", async (_what, taskRunName, expected) => {
  const { id } = await inFlow(() => add.withOptions({ taskRunName })(1, 2));
  expect(await records.tasks(id)).toEqual([`${expected}: Completed ×1`]);
});

test("hooks of a task hear of its states", async () => {
  const heard: string[] = [];
  const hooked = task(
    {
      retries: 1,
      onRunning: (_task, run, state) => void heard.push(`${state.name} ${run.runCount}`),
      onFailure: (definition, _run, state) => void heard.push(`${definition.name} ${state.error?.message}`),
    },
    async function hooked() {
      throw new Error("no");
    },
  );
  await inFlow(() => hooked.state());
  expect(heard).toEqual(["Running 1", "Retrying 2", "hooked no"]);
});
