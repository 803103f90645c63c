import { expect, test } from "vitest";
import { defineFlow } from "../../src/engine/flow-definition.ts";

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
