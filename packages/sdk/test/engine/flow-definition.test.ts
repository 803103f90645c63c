import { expect, test } from "vitest";
import { defineFlow } from "../../src/engine/flow-definition.ts";
import { defineTask } from "../../src/engine/task-definition.ts";

const define = (options: Parameters<typeof defineFlow>[0]) => defineFlow({ name: "a", ...options }, () => 1, null);

test("a run is started again three times, or as often as its flow says", () => {
  expect([{}, { recoveries: 0 }, { recoveries: 1000 }].map((options) => define(options).recoveries)).toEqual([
    3, 0, 1000,
  ]);
});

test.each([-1, 0.5, 1001])(
  "what the server would refuse is refused where the flow is made: recoveries %d",
  (recoveries) => {
    expect(() => define({ recoveries })).toThrow(`recoveries must be a whole number from 0 to 1000, not ${recoveries}`);
  },
);

test("a generator, of which a call would run nothing, is refused where the flow is made", () => {
  function* numbers() {
    yield 1;
  }
  async function* pages() {
    yield 1;
  }
  for (const fn of [numbers, pages]) {
    expect(() => defineFlow({}, fn, null)).toThrow(
      "A flow's function cannot be a generator: return a list of what it would yield",
    );
    expect(() => defineTask({}, fn)).toThrow("A task's function cannot be a generator");
  }
});
