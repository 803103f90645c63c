import { expect, test } from "vitest";
import type { Decision } from "../src/decide.ts";
import { orchestrationResult } from "../src/orchestration-result.ts";
import { runningState } from "../src/run-state.ts";
import { stateToWire } from "../src/state-wire.ts";
import { proposed } from "./support/states.ts";

const state = runningState(proposed());

test.each<[Decision<never>, object]>([
  [{ kind: "ACCEPT", state, effects: [] }, { type: "accept_details" }],
  [
    { kind: "REJECT", replacement: null, reason: "no", effects: [] },
    { type: "reject_details", reason: "no" },
  ],
  [
    { kind: "ABORT", reason: "no" },
    { type: "abort_details", reason: "no" },
  ],
  [
    { kind: "WAIT", delaySeconds: 3, reason: "later" },
    { type: "wait_details", delay_seconds: 3, reason: "later" },
  ],
])("$kind tells the state the run is in", (decision, details) => {
  expect(orchestrationResult(decision, state)).toEqual({ state: stateToWire(state), status: decision.kind, details });
});

test("a run without a state answers none", () => {
  expect(orchestrationResult({ kind: "ABORT", reason: "no" }, null).state).toBeNull();
});
