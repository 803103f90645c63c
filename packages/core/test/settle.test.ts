import { describe, expect, test } from "vitest";
import { advance } from "../src/bookkeeping.ts";
import type { Decision } from "../src/decide.ts";
import type { FlowEffect } from "../src/flow-transition.ts";
import { instant } from "../src/instant.ts";
import { completedState, failedState, pausedState, type RunState, runningState } from "../src/run-state.ts";
import { settleFlowRun, settleTaskRun } from "../src/settle.ts";
import type { TaskEffect } from "../src/task-transition.ts";
import { flowRun, RUN_ID } from "./support/flow-transitions.ts";
import { BEFORE, current, NOW, proposed } from "./support/states.ts";
import { TASK_RUN_ID, taskRun } from "./support/task-transitions.ts";

const accept = <E>(state: RunState, ...effects: E[]): Decision<E> => ({ kind: "ACCEPT", state, effects });
const running = runningState(current());
const policy = (changes: object) => ({ max_retries: 0, retry_delay_seconds: 0, ...changes });

const NOTHING_SAVED: readonly Decision<never>[] = [
  { kind: "REJECT", replacement: null, reason: "no", effects: [] },
  { kind: "ABORT", reason: "no" },
  { kind: "WAIT", delaySeconds: 1, reason: "later" },
];

describe("a flow run", () => {
  const run = flowRun(running, { infrastructurePid: "host:1" });

  test.each(NOTHING_SAVED)("stays as it is after $kind", (decision) => {
    expect(settleFlowRun(run, decision)).toEqual({ run, state: null });
  });

  test("advances to the accepted state, which names the run", () => {
    const state = completedState(proposed());
    expect(settleFlowRun(run, accept(state))).toEqual({
      run: { ...run, progress: advance(run.progress, state, false) },
      state: { ...state, flowRunId: RUN_ID },
    });
  });

  test("advances to the state that took the proposal's place", () => {
    const replacement = failedState(proposed());
    const settled = settleFlowRun(run, { kind: "REJECT", replacement, reason: "no", effects: [] });
    expect(settled.state).toEqual({ ...replacement, flowRunId: RUN_ID });
    expect(settled.run.progress.stateType).toBe("FAILED");
  });

  test("of a subflow names its parent's task run", () => {
    const state = completedState(proposed({ taskRunId: "sent by the client" }));
    const settled = settleFlowRun({ ...run, parentTaskRunId: TASK_RUN_ID }, accept(state));
    expect(settled.state?.taskRunId).toBe(TASK_RUN_ID);
    expect(settleFlowRun(run, accept(state)).state?.taskRunId).toBe("sent by the client");
  });

  test("carries out the effects on itself, and leaves the others to the command", () => {
    const effects: FlowEffect[] = [
      { kind: "change-policy", changes: { retry_type: "in_process", pause_keys: [] } },
      { kind: "clear-infrastructure" },
      { kind: "emit-event" },
    ];
    const settled = settleFlowRun(run, accept(failedState(proposed()), ...effects));
    expect(settled.run).toMatchObject({
      policy: policy({ retry_type: "in_process", pause_keys: [] }),
      infrastructurePid: null,
    });
  });

  test("never goes back in time", () => {
    const state = completedState({ id: "late", timestamp: BEFORE });
    const settled = settleFlowRun(run, accept(state));
    const after = instant(BEFORE + 1);
    expect(settled.state?.timestamp).toBe(after);
    expect(settled.run.progress).toMatchObject({ stateTimestamp: after, endTime: after });
  });
});

describe("a run that resumes", () => {
  const resuming = policy({ resuming: true });

  test("counts no attempt, once", () => {
    const paused = flowRun(pausedState(current()), { policy: resuming });
    const first = settleFlowRun(paused, accept(running)).run;
    expect(first).toMatchObject({ policy: { resuming: false }, progress: { runCount: 0 } });
    expect(settleFlowRun(first, accept(running)).run.progress.runCount).toBe(1);
  });

  test("no longer does when it ends", () => {
    const paused = flowRun(pausedState(current()), { policy: resuming });
    expect(settleFlowRun(paused, accept(completedState(proposed()))).run.policy.resuming).toBe(false);
  });

  test("counts when it had ended meanwhile", () => {
    const ended = flowRun(failedState(current()), { policy: resuming });
    expect(settleFlowRun(ended, accept(running)).run.progress.runCount).toBe(1);
  });

  test("is marked by the effect of its resumption after its attempt was counted", () => {
    const mark: FlowEffect = { kind: "change-policy", changes: { resuming: true } };
    const settled = settleFlowRun(flowRun(pausedState(current())), accept(running, mark));
    expect(settled.run).toMatchObject({ policy: { resuming: true }, progress: { runCount: 1 } });
  });

  test("does so from its very first state", () => {
    const settled = settleFlowRun(flowRun(null, { policy: resuming }), accept(running));
    expect(settled.run.progress.runCount).toBe(0);
  });
});

describe("a task run", () => {
  const run = taskRun(running);

  test.each(NOTHING_SAVED)("stays as it is after $kind", (decision) => {
    expect(settleTaskRun(run, decision)).toEqual({ run, state: null });
  });

  test("advances to the accepted state, which names it and its flow run", () => {
    const state = completedState(proposed());
    expect(settleTaskRun(run, accept(state))).toEqual({
      run: { ...run, progress: advance(run.progress, state, false) },
      state: { ...state, flowRunId: RUN_ID, taskRunId: TASK_RUN_ID },
    });
  });

  test("counts its attempts anew before the new one is counted", () => {
    const effects: TaskEffect[] = [
      { kind: "restart-count" },
      { kind: "track-flow-run-count", runCount: 2 },
      { kind: "release-tag-slots" },
    ];
    const settled = settleTaskRun(run, accept(runningState(proposed()), ...effects));
    expect(settled.run).toMatchObject({ flowRunRunCount: 2, progress: { runCount: 1, stateTimestamp: NOW } });
  });

  test("outside of flows keeps the flow run its client named", () => {
    const state = completedState(proposed({ flowRunId: "named" }));
    expect(settleTaskRun({ ...run, flowRunId: null }, accept(state)).state?.flowRunId).toBe("named");
  });
});
