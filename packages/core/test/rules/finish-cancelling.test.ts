import { expect, test } from "vitest";
import { finishCancelling } from "../../src/rules/finish-cancelling.ts";
import { STATE_TYPES } from "../../src/state-type.ts";
import { askFlowRule, flowTransition } from "../support/flow-transitions.ts";
import { current, plainState, proposed } from "../support/states.ts";

test.each(STATE_TYPES)("a run that is being cancelled, asked to become %s", (type) => {
  const transition = flowTransition(plainState("CANCELLING", current()), plainState(type, proposed()));
  expect(askFlowRule(finishCancelling, transition)).toEqual(
    type === "CANCELLED"
      ? "not asked"
      : { kind: "reject", replacement: null, reason: "The run is being cancelled and can only become Cancelled." },
  );
});

test("a run that is not being cancelled is not asked about", () => {
  const transition = flowTransition(plainState("RUNNING", current()), plainState("COMPLETED", proposed()));
  expect(askFlowRule(finishCancelling, transition)).toBe("not asked");
});
