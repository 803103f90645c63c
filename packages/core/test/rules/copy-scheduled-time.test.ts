import { expect, test } from "vitest";
import { addSeconds } from "../../src/instant.ts";
import { copyScheduledTime } from "../../src/rules/copy-scheduled-time.ts";
import { pendingState, scheduledState } from "../../src/run-state.ts";
import { askFlowRule, flowTransition } from "../support/flow-transitions.ts";
import { current, NOW, plainState, proposed } from "../support/states.ts";

const DUE = addSeconds(NOW, 60);
const scheduled = scheduledState(current(), { scheduledTime: DUE });

test("a run that is handed out keeps its scheduled time", () => {
  const pending = pendingState(proposed());
  expect(askFlowRule(copyScheduledTime, flowTransition(scheduled, pending))).toEqual({
    kind: "amend",
    proposed: { ...pending, scheduledTime: DUE },
  });
});

test("a time of its own stays", () => {
  const pending = pendingState(proposed(), { scheduledTime: NOW });
  expect(askFlowRule(copyScheduledTime, flowTransition(scheduled, pending))).toBeNull();
});

test.each([
  ["PENDING", "PENDING"],
  ["SCHEDULED", "RUNNING"],
] as const)("from %s to %s it is not asked", (from, to) => {
  const transition = flowTransition(plainState(from, current()), plainState(to, proposed()));
  expect(askFlowRule(copyScheduledTime, transition)).toBe("not asked");
});
