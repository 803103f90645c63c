import { expect, test } from "vitest";
import { fromRunner, toRunner } from "../../src/warm/runner-messages.ts";

const flowRunId = "019f9e5a-0000-7000-8000-000000000001";

test.each([
  { type: "assign", flowRunId, epoch: 3, flowRun: null, begun: null, environment: { REGION: "north", OLD: null } },
  { type: "assign", flowRunId, epoch: null, flowRun: null, begun: null, environment: {} },
])("an assignment goes through unchanged: %o", (message) => {
  expect(toRunner.parse(message)).toEqual(message);
});

test.each([
  { type: "ready", files: ["/srv/flows.ts"], waits: null },
  { type: "took", flowRunId, epoch: 1 },
  { type: "took", flowRunId, epoch: null },
  { type: "finished", flowRunId, outcome: "timed-out" },
])("a runner's word goes through unchanged: %o", (message) => {
  expect(fromRunner.parse(message)).toEqual(message);
});

test.each([{ type: "assign", flowRunId, environment: {} }, { type: "ready?" }, "ready"])(
  "anything else is no message: %o",
  (message) => {
    expect([toRunner.safeParse(message).success, fromRunner.safeParse(message).success]).toEqual([false, false]);
  },
);
