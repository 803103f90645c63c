import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { filterConcurrencyLimits } from "@tutti/client/concurrency-limits";
import { expect, test } from "vitest";
import { DEFAULT, INPUTS, TASK_SOURCE } from "../../src/caching/cache-policy.ts";
import { MemoryLocks } from "../../src/caching/memory-locks.ts";
import { flow } from "../../src/flow.ts";
import { task } from "../../src/task.ts";
import { Program } from "../support/program.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

/** Calls each in a flow run of its own, side by side. */
async function inRuns<T>(count: number, body: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  const run = flow({ name: "caching" }, async () => {
    results.push(await body());
  });
  await Promise.all(Array.from({ length: count }, () => run()));
  return results;
}

test("runs share a result by the inputs that count", async () => {
  let calls = 0;
  const double = task(
    { cachePolicy: INPUTS.minus("debug").plus(TASK_SOURCE) },
    async function double(n: number, _debug: boolean) {
      calls += 1;
      return 2 * n;
    },
  );
  // The parameter is called `_debug`: leaving out `debug` leaves it in.
  const [first] = await inRuns(1, () => Promise.all([double(1, true), double(2, true)]));
  const [again] = await inRuns(1, () => Promise.all([double(1, true), double(1, false)]));
  expect([first, again, calls]).toEqual([[2, 4], [2, 2], 3]);
  const ignoring = double.withOptions({ cachePolicy: INPUTS.minus("_debug") });
  expect(await inRuns(1, () => ignoring(7, true).then(() => ignoring.state(7, false)))).toMatchObject([
    { name: "Cached" },
  ]);
});

test("within a run only, by default", async () => {
  let calls = 0;
  const counted = task({ cachePolicy: DEFAULT }, async function counted(n: number) {
    calls += 1;
    return n + calls;
  });
  const [run] = await inRuns(1, async () => [await counted(1), await counted(1)]);
  const [other] = await inRuns(1, async () => [await counted(1)]);
  expect([run, other, calls]).toEqual([[2, 2], [3], 2]);
});

test("the result of another task counts by its value, not by its step", async () => {
  let calls = 0;
  const make = task(async function make() {
    return { rows: [1] };
  });
  const use = task({ cachePolicy: INPUTS }, async function use(data: { rows: number[] }) {
    calls += 1;
    return data.rows.length;
  });
  await inRuns(1, async () => use(make.submit()));
  await inRuns(1, async () => use(await make()));
  expect(calls).toBe(1);
});

test("inputs that cannot be compared are not shared, and the task runs", async () => {
  let calls = 0;
  const run = task({ cachePolicy: INPUTS, persistResult: false }, async function takesFunction(fn: () => number) {
    calls += 1;
    return fn();
  });
  expect(await inRuns(1, async () => [await run(() => 1), await run(() => 1)])).toEqual([[1, 1]]);
  expect(calls).toBe(2);
});

test("an own function gives the key; what it throws fails the task", async () => {
  const keyed = task({ cachePolicy: ({ inputs }) => `own/${String(inputs.n)}` }, async function keyed(n: number) {
    return { n };
  });
  expect(await inRuns(1, () => keyed(5))).toEqual([{ n: 5 }]);
  const record: unknown = JSON.parse(await readFile(join(records.server.home, "storage/own/5"), "utf8"));
  expect(record).toEqual({
    metadata: {
      storage_key: "own/5",
      expiration: null,
      serializer: { type: "json" },
      prefect_version: "3.8.8",
      storage_block_id: expect.any(String),
    },
    result: '{"n":5}',
  });
  const broken = keyed.withOptions({
    cachePolicy: () => {
      throw new Error("no key");
    },
  });
  expect(await inRuns(1, () => broken.state(5))).toMatchObject([{ name: "Failed", error: new Error("no key") }]);
});

test("keys may be kept apart from results", async () => {
  let calls = 0;
  const keyStorage = join(records.server.home, "keys");
  const policy = INPUTS.plus(() => "v1").configure({ keyStorage });
  const kept = task({ cachePolicy: policy, cacheExpirationSeconds: 3600 }, async function kept(n: number) {
    calls += 1;
    return { n };
  });
  const run = () => inRuns(1, () => kept.state(1).then((state) => [state.name, state.result()]));
  expect([await run(), await run(), calls]).toEqual([[["Completed", { n: 1 }]], [["Cached", { n: 1 }]], 1]);
});

test.each([
  ["the server", {}],
  ["this process", { locks: new MemoryLocks() }],
])("runs that ask for one key at once compute it once: locks of %s", async (name, locks) => {
  let calls = 0;
  const policy = INPUTS.plus(() => name).configure({ isolation: "SERIALIZABLE", ...locks });
  const slow = task({ cachePolicy: policy }, async function slow(n: number) {
    calls += 1;
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    return n;
  });
  const states = await inRuns(4, () => slow.state(3).then((state) => state.name));
  expect([states.toSorted(), calls]).toEqual([["Cached", "Cached", "Cached", "Completed"], 1]);
  expect(await filterConcurrencyLimits(records.api, {})).toEqual([]);
});

test("a failed computation lets the next one try", async () => {
  let calls = 0;
  const policy = INPUTS.configure({ isolation: "SERIALIZABLE" });
  const shaky = task({ cachePolicy: policy }, async function shakyOnce(n: number) {
    calls += 1;
    if (calls === 1) throw new Error("the first one fails");
    return n;
  });
  const states = await inRuns(3, () => shaky.state(3).then((state) => state.name));
  expect([states.toSorted(), calls]).toEqual([["Cached", "Completed", "Failed"], 2]);
});

test("processes that ask for one key at once compute it once", async () => {
  const calls = join(records.server.home, "calls");
  const programs = [1, 2, 3].map(() => new Program("computes-once", [], { ...records.env, CALLS: calls }));
  const results = await Promise.all(programs.map((program) => program.said("result ")));
  await Promise.all(programs.map((program) => program.ended()));
  expect([results, await readFile(calls, "utf8")]).toEqual([["42", "42", "42"], "call\n"]);
});
