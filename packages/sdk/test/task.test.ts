import { expect, test } from "vitest";
import { runtime } from "../src/runtime.ts";
import { task } from "../src/task.ts";

test("the function of a task can be called alone: once, and without a run", async () => {
  let calls = 0;
  const shaky = task({ retries: 3 }, async function shaky(half: number) {
    calls++;
    if (half < 0) throw new RangeError("no");
    return [half * 2, runtime.taskRun];
  });
  expect(await shaky.fn(4)).toEqual([8, undefined]);
  await expect(shaky.withOptions({ retries: 1 }).fn(-1)).rejects.toThrow(new RangeError("no"));
  expect(calls).toBe(2);
});
