import { expect, test } from "vitest";
import { CallEnd } from "../src/engine/call-end.ts";
import { TaskFuture } from "../src/task-future.ts";
import { mappedCalls, unmapped } from "../src/unmapped.ts";

test.each([
  ["a list", [[1, 2]], [[1], [2]]],
  [
    "two lists",
    [
      [1, 2],
      ["a", "b"],
    ],
    [
      [1, "a"],
      [2, "b"],
    ],
  ],
  ["a set", [new Set([1, 2])], [[1], [2]]],
  [
    "a list and a plain value",
    [[1, 2], 5],
    [
      [1, 5],
      [2, 5],
    ],
  ],
  [
    "a list and a string, which stays whole",
    [[1, 2], "xy"],
    [
      [1, "xy"],
      [2, "xy"],
    ],
  ],
  [
    "a list and an unmapped list",
    [[1, 2], unmapped([9, 9])],
    [
      [1, [9, 9]],
      [2, [9, 9]],
    ],
  ],
  ["an empty list", [[]], []],
])("%s gives its calls", (_what, args, expected) => {
  expect(mappedCalls(args)).toEqual(expected);
});

test("lists of different lengths are refused", () => {
  expect(() => mappedCalls([[1, 2], [1]])).toThrow(new RangeError("map was given lists of 2 and 1 items"));
});

test("no list at all is refused", () => {
  expect(() => mappedCalls([1, unmapped([1])])).toThrow(TypeError);
});

test("the future of a list is no list yet, and the error says what to do", () => {
  const future = new TaskFuture(new CallEnd("a", "1", "1"));
  expect(() => mappedCalls([future])).toThrow("map was given no list: await the future, and map over its result");
});
