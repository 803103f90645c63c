import { expect, test } from "vitest";
import { flow } from "../src/flow.ts";
import { runtime } from "../src/runtime.ts";
import { task } from "../src/task.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

const add = task(async function add(a: number, b: number) {
  return a + b;
});

const child = flow(async function child({ n }: { n: number }) {
  return n;
});

test("steps that only a later attempt calls are numbered behind those on record", async () => {
  const seen: { id?: string | undefined } = {};
  const twice = flow({ retries: 1 }, async function twice() {
    seen.id = runtime.flowRun?.id;
    await add(0, 0);
    await child({ n: 0 });
    await add(1, 0);
    if (runtime.flowRun?.runCount === 1) throw new Error("once");
    await child({ n: 1 });
    return add(2, 0);
  });
  await expect(twice()).resolves.toBe(2);
  const names = (await records.taskRuns(seen.id ?? "")).map(({ name }) => name);
  expect(names.toSorted()).toEqual(["add-0", "add-1", "add-2", "child-0", "child-1"]);
});

test.each([
  ["no parameters", {}],
  ["one that is undefined", { n: undefined }],
])("a run that was given %s takes the function's defaults in every attempt", async (_what, parameters) => {
  const calls: number[] = [];
  const seen: { id?: string | undefined } = {};
  const defaults = flow(async function defaults({ n = 3 }: { n?: number | undefined }) {
    seen.id = runtime.flowRun?.id;
    calls.push(n);
    if (calls.length === 1) throw new Error("not yet");
    return n;
  });
  await expect(defaults(parameters)).rejects.toThrow("not yet");
  await expect(defaults.resume(seen.id ?? "")).resolves.toBe(3);
  expect(calls).toEqual([3, 3]);
  expect(await records.flowRun(seen.id ?? "")).toMatchObject({ parameters: {}, run_count: 2 });
});

test("a run without parameters leaves a function the default that it has for all of them", async () => {
  let calls = 0;
  const seen: { id?: string | undefined } = {};
  const whole = flow(async function whole(all: { n: number } = { n: 7 }) {
    seen.id = runtime.flowRun?.id;
    if (++calls === 1) throw new Error("not yet");
    return all.n;
  });
  await expect(whole()).rejects.toThrow("not yet");
  await expect(whole.resume(seen.id ?? "")).resolves.toBe(7);
});

test.each([
  ["a parameter's", "page {page} of {of}", "page 2 of 9"],
  ["one inside of it", "{source.name}-{page}", "db-2"],
])("a task's run is named by fields of what its function takes apart: %s", async (_what, taskRunName, expected) => {
  const load = task(
    { taskRunName },
    async function load({ page }: { page: number; source: { name: string } }, of: number) {
      return [page, of, runtime.taskRun?.name];
    },
  );
  const naming = flow(async function naming() {
    return load({ page: 2, source: { name: "db" } }, 9);
  });
  await expect(naming()).resolves.toEqual([2, 9, expected]);
});
