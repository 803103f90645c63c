import { expect, test } from "vitest";
import { allowFailure } from "../src/allow-failure.ts";
import { flow } from "../src/flow.ts";
import { getTaskRuns } from "../src/recorded-runs.ts";
import { Cancelled, Completed, Crashed, Failed } from "../src/returned-state.ts";
import { runtime } from "../src/runtime.ts";
import type { State } from "../src/state.ts";
import { task } from "../src/task.ts";
import { replay } from "../src/testing/replay.ts";
import { transaction } from "../src/transactions/transaction.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

function runId(): string {
  return runtime.flowRun?.id ?? "outside";
}

const summary = ({ type, name, message, error }: State) => [type, name, message, error?.name, error?.message];

/** What a function returns, and what is seen of the run that it ends. */
const RETURNED: Record<string, [() => State, unknown[]]> = {
  skipped: [
    () => Completed({ name: "Skipped", message: "nothing to do" }),
    ["COMPLETED", "Skipped", "nothing to do", undefined, undefined],
  ],
  completed: [() => Completed({ data: [1] }), ["COMPLETED", "Completed", null, undefined, undefined]],
  failed: [() => Failed({ message: "no rows" }), ["FAILED", "Failed", "no rows", "FailedRun", "no rows"]],
  rejected: [
    () => Failed({ name: "Rejected", error: new RangeError("row 7") }),
    ["FAILED", "Rejected", "RangeError: row 7", "RangeError", "row 7"],
  ],
  cancelled: [
    () => Cancelled({ name: "Stopped", message: "enough" }),
    ["CANCELLED", "Stopped", "enough", "CancelledRun", "enough"],
  ],
  crashed: [() => Crashed({ message: "no disk" }), ["CRASHED", "Crashed", "no disk", "CrashedRun", "no disk"]],
};

test.each(Object.entries(RETURNED))("a task and a flow that return %s end like this", async (name, [make, seen]) => {
  let id = "";
  const step = task({ name: `${name}-step`, retries: 0 }, () => make());
  const inner = flow({ name: `${name}-flow` }, () => make());
  const outer = flow({ name: `${name}-outer` }, async () => {
    id = runId();
    return {
      states: [summary(await step.state()), summary(await step.submit().state()), summary(await inner.state())],
    };
  });
  const { states } = await outer();
  expect(states).toEqual([seen, seen, seen]);
  const [type, stateName, message] = seen;
  const rows = await records.taskRuns(id);
  expect(rows).toHaveLength(3);
  expect(rows.map(({ state }) => ({ type: state?.type, name: state?.name, message: state?.message || null }))).toEqual(
    rows.map(() => ({ type, name: stateName, message })),
  );
  // Whoever goes on with the run is given the same.
  expect(await replay(outer, id)).toEqual({ divergesAt: null, unused: [], result: { states }, error: undefined });
  expect(summary(await inner.state())).toEqual(seen);
});

test("a task that completes by a state gives its data, and one that fails throws", async () => {
  const load = task(function load(row: number) {
    if (row < 0) return Failed({ message: `no row ${row}` });
    return row === 0 ? Completed({ name: "Skipped", data: 0 }) : row * 10;
  });
  const sum = task(function sum(values: (number | Error)[]) {
    return values.map((value) => (value instanceof Error ? value.message : value));
  });
  let id = "";
  const run = flow(async function loads() {
    id = runId();
    await expect(load(-1)).rejects.toThrow("no row -1");
    const unmet = await sum.state([load.submit(-2)]);
    expect(unmet.error).toMatchObject({ code: "upstream_failed", cause: { name: "FailedRun", message: "no row -2" } });
    return [await load(0), await load(1), await sum([load.submit(0), 1]), await sum(allowFailure([load.submit(-3)]))];
  });
  expect(await run()).toEqual([0, 10, [0, 1], ["no row -3"]]);
  const recorded = (await getTaskRuns(id)).find(({ name }) => name === "load-0");
  await expect(recorded?.result()).rejects.toMatchObject({ name: "FailedRun", message: "no row -1" });
});

test.each([
  ["Failed", () => Failed({ message: "again" }), 3],
  ["Cancelled", () => Cancelled(), 1],
  ["Crashed", () => Crashed(), 1],
] as const)("a task and a flow that return %s: how often they are called", async (name, make, count) => {
  const calls = { task: 0, flow: 0 };
  const heard: string[] = [];
  const step = task(
    { name: `${name}-tried`, retries: 2, retryCondition: (error) => heard.push(error.name) > 0 },
    function tried() {
      calls.task += 1;
      return calls.task === 3 ? Completed({ name: "Late", data: 3 }) : make();
    },
  );
  const body = flow({ name: `${name}-body`, retries: 2 }, async function body() {
    calls.flow += 1;
    return calls.flow === 3 ? Completed({ name: "Late", data: await step() }) : make();
  });
  if (count === 1) await step.state();
  const state = await body.state();
  expect(calls).toEqual({ task: count, flow: count });
  expect([state.name, heard.length]).toEqual([count === 3 ? "Late" : name, count - 1]);
});

test("hooks are those of the state's type, and are given it", async () => {
  const heard: unknown[] = [];
  const hook = (_definition: unknown, _run: unknown, state: State) => void heard.push(state.name);
  const hooks = { onCompletion: hook, onFailure: hook, onCrashed: hook, onCancellation: hook };
  for (const make of [Completed, Failed, Crashed, Cancelled]) {
    const given = () => make({ name: `${make.name}Here` });
    await task({ name: "hooked", ...hooks }, given).state();
    await flow({ name: "hooked", ...hooks }, given).state();
  }
  expect(heard).toEqual(
    ["Completed", "Failed", "Crashed", "Cancelled"].flatMap((name) => [`${name}Here`, `${name}Here`]),
  );
});

test("a completed state is shared by its cache key, a failed one is not", async () => {
  let calls = 0;
  const key = crypto.randomUUID();
  const shared = task({ name: "shared", cacheKey: () => key }, () => {
    calls += 1;
    return calls === 1 ? Failed({ message: "the first time" }) : Completed({ name: "Skipped", data: calls });
  });
  const run = flow({ name: "shares" }, async () => {
    const states = [await shared.state(), await shared.state(), await shared.state()];
    return { states: states.map(({ name }) => name), result: states[2]?.result() };
  });
  expect(await run()).toEqual({ states: ["Failed", "Skipped", "Cached"], result: 2 });
});

test("a task that returns Failed undoes the transaction whose body does not catch it", async () => {
  const heard: string[] = [];
  const note = (what: string) => () => void heard.push(what);
  const write = task({ onCommit: note("kept"), onRollback: note("undone") }, function write() {
    return Completed({ name: "Written", data: 1 });
  });
  const check = task(function check() {
    return Failed({ message: "not good" });
  });
  const run = flow(async function undoes() {
    await transaction(async () => {
      await write();
      await check();
    });
  });
  await expect(run()).rejects.toThrow("not good");
  expect(heard).toEqual(["undone"]);
});

test("a flow that returns futures or states is what they come to", async () => {
  const ids: string[] = [];
  const load = task(function load(row: number) {
    if (row === 2) throw new RangeError("no row 2");
    return row * 10;
  });
  const futures = flow(async function futures({ rows }: { rows: number[] }) {
    ids.push(runId());
    return load.map(rows);
  });
  expect(await futures({ rows: [1, 3] })).toEqual([10, 30]);
  const failed = await futures.state({ rows: [1, 2, 3] });
  expect(failed.error).toEqual(new RangeError("no row 2"));
  const states = flow(async function states() {
    ids.push(runId());
    return [await futures.state({ rows: [1] }), await load.state(2), await load.state(4)];
  });
  await expect(states()).rejects.toThrow("no row 2");
  const ends = await Promise.all([0, 1, 2].map((at) => records.flowRun(ids[at] ?? "")));
  expect(ends.map(({ state }) => [state?.name, state?.message])).toEqual([
    ["Completed", "All states completed."],
    ["Failed", "1/3 states failed."],
    ["Failed", "1/3 states failed."],
  ]);
});
