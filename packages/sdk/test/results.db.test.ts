import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { flow } from "../src/flow.ts";
import { runtime } from "../src/runtime.ts";
import { task } from "../src/task.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

class Circle {
  self = this;
}

const stored = { storage_key: expect.any(String), serializer: { type: expect.any(String) } };

const values: [string, unknown, unknown][] = [
  ["a number", 1.5, 1.5],
  ["zero", 0, 0],
  ["false", false, false],
  ["an empty text", "", ""],
  ["a list", [1, [2]], [1, [2]]],
  ["an object", { a: { b: null } }, { a: { b: null } }],
  ["nothing", undefined, null],
  ["null", null, expect.objectContaining(stored)],
  ["a date", new Date(1234567890123), expect.objectContaining(stored)],
  ["bigint", 2n ** 80n, expect.objectContaining(stored)],
  ["NaN", Number.NaN, expect.objectContaining(stored)],
  ["undefined within", { a: undefined, b: [undefined] }, expect.objectContaining(stored)],
  ["a map", new Map([[{ k: 1 }, new Set([1, 2])]]), expect.objectContaining(stored)],
  ["floats", new Float32Array([1, 0.5]), expect.objectContaining(stored)],
  ["a buffer", Buffer.from("bytes"), expect.objectContaining(stored)],
  ["an error", new TypeError("kept"), expect.objectContaining(stored)],
  ["more than 64 KB", "x".repeat(100_000), expect.objectContaining(stored)],
  ["what reads as metadata", { storage_key: "k", serializer: {} }, expect.objectContaining(stored)],
];

test.each(values)("the result %s comes back equal from the record", async (_what, value, data) => {
  const calls: string[] = [];
  const make = task({ name: "make" }, async () => {
    calls.push("make");
    return value;
  });
  const repeated = flow({ name: "repeated", retries: 1, persistResult: false }, async () => {
    const result = await make();
    if (runtime.flowRun?.runCount === 1) throw new Error("again");
    return { result, id: runtime.flowRun?.id ?? "" };
  });
  const { result, id } = await repeated();
  expect(calls).toEqual(["make"]);
  expect(result).toStrictEqual(value);
  const [run] = await records.taskRuns(id);
  expect(run?.state?.data).toEqual(data);
});

test("a stored result is Prefect's file, below the home", async () => {
  const long = "x".repeat(70_000);
  const make = task(async function makeLong() {
    return long;
  });
  await flow(async function storing() {
    await make();
  })();
  const folder = join(records.server.home, "storage");
  const files = await readdir(folder);
  expect(files.filter((name) => name.endsWith(".tmp"))).toEqual([]);
  expect(files.length).toBeGreaterThan(0);
});

test("a circle is no class instance, a class instance cannot be stored", async () => {
  const make = task(async function makeCircle() {
    return new Circle();
  });
  const state = await flow(async function circling() {
    return make();
  }).state();
  expect(state.error).toMatchObject({
    code: "unserializable_result",
    detail: "an instance of Circle has no stored form. Return plain data, or set persistResult: false",
  });
});

test("a cached result is found by later runs, until it expires or is refreshed", async () => {
  let calls = 0;
  const slow = task(
    { cacheKey: (value: number) => `slow-${value}`, cacheExpirationSeconds: 3600 },
    async function slow(value: number) {
      calls += 1;
      return { value, calls };
    },
  );
  const run = flow({ persistResult: false }, async function cachedRun() {
    const state = await slow.state(1);
    return { name: state.name, result: state.result() };
  });
  expect(await run()).toEqual({ name: "Completed", result: { value: 1, calls: 1 } });
  expect(await run()).toEqual({ name: "Cached", result: { value: 1, calls: 1 } });
  const refreshed = flow({ persistResult: false }, async function refreshedRun() {
    return slow.withOptions({ refreshCache: true })(1);
  });
  expect(await refreshed()).toEqual({ value: 1, calls: 2 });
  expect(await run()).toEqual({ name: "Cached", result: { value: 1, calls: 2 } });
});

test("a cached result that has expired is made anew", async () => {
  let calls = 0;
  const short = task({ cacheKey: "short", cacheExpirationSeconds: 0 }, async function short() {
    calls += 1;
    return calls;
  });
  const run = flow(async function shortRun() {
    return short();
  });
  expect([await run(), await run()]).toEqual([1, 2]);
});

test("a cache key that is no text fails the task, and says so", async () => {
  const keyed = task({ cacheKey: (async () => "a") as never }, async function keyed() {});
  const state = await flow(async function keyedRun() {
    return [await keyed.state()].map(({ name, message }) => [name, message]);
  }).state();
  expect(state.result()).toEqual([
    ["Failed", "Task run encountered an exception TypeError: cacheKey gave Promise { 'a' }, not a text"],
  ]);
});

test("a cached result that cannot be read is made anew, and replaced", async () => {
  let calls = 0;
  const broken = task({ cacheKey: "broken" }, async function broken() {
    calls += 1;
    return calls;
  });
  const run = flow(async function brokenRun() {
    return broken();
  });
  expect(await run()).toBe(1);
  await writeFile(join(records.server.home, "storage", "broken"), "{");
  expect([await run(), await run()]).toEqual([2, 2]);
});
