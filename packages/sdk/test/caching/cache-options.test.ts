import { expect, test } from "vitest";
import { INPUTS } from "../../src/caching/cache-policy.ts";
import { changedOptions } from "../../src/engine/task-definition.ts";
import { task } from "../../src/task.ts";

const fn = async function load(month: string) {
  return month;
};

test("a task has a cache key or a policy, not both", () => {
  expect(() => task({ cacheKey: "a", cachePolicy: INPUTS }, fn)).toThrow(/either a cacheKey or a cachePolicy/);
  expect(() => task({ cachePolicy: 7 as never }, fn)).toThrow(/cachePolicy of a task must be a cache policy/);
});

test("changed options say anew what is shared, or leave it", () => {
  const options = { cacheKey: "a", retries: 1 };
  expect(changedOptions(options, { retries: 2 })).toEqual({ cacheKey: "a", retries: 2 });
  expect(changedOptions(options, { cachePolicy: INPUTS })).toEqual({ cachePolicy: INPUTS, retries: 1 });
  expect(changedOptions({ cachePolicy: INPUTS }, { cacheKey: "b" })).toEqual({ cacheKey: "b" });
  expect(task(options, fn).withOptions({ cachePolicy: INPUTS }).name).toBe("load");
});
