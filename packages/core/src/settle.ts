import { advance, afterCurrent } from "./bookkeeping.ts";
import { type Decision, savedState } from "./decide.ts";
import type { FlowEffect, FlowRunRecord } from "./flow-transition.ts";
import type { RunState } from "./run-state.ts";
import { isTerminal } from "./state-type.ts";
import type { TaskEffect, TaskRunRecord } from "./task-transition.ts";

/** The record as it is to be saved, and the state to save with it; null when the decision saves none. */
export interface Settled<Run> {
  readonly run: Run;
  readonly state: RunState | null;
}

/** Carries out what a decision means for the flow run itself; effects on other rows are the command's. */
export function settleFlowRun(run: FlowRunRecord, decision: Decision<FlowEffect>): Settled<FlowRunRecord> {
  const saved = savedState(decision);
  if (saved === null) return { run, state: null };
  const taskRunId = run.parentTaskRunId ?? saved.taskRunId;
  const state = { ...afterCurrent(saved, currentTimestamp(run)), flowRunId: run.id, taskRunId };
  const { stateType } = run.progress;
  // What was resuming when the run ended is over: a later attempt counts.
  const isResuming = run.policy.resuming === true && (stateType === null || !isTerminal(stateType));
  const progress = advance(run.progress, state, isResuming);
  const hasResumed = run.policy.resuming === true && (state.type === "RUNNING" || isTerminal(state.type));
  const policy = hasResumed ? { ...run.policy, resuming: false } : run.policy;
  const effects = "effects" in decision ? decision.effects : [];
  return { run: effects.reduce(applyFlowEffect, { ...run, policy, progress }), state };
}

function applyFlowEffect(run: FlowRunRecord, effect: FlowEffect): FlowRunRecord {
  if (effect.kind === "change-policy") return { ...run, policy: { ...run.policy, ...effect.changes } };
  return effect.kind === "clear-infrastructure" ? { ...run, infrastructurePid: null } : run;
}

/** Carries out what a decision means for the task run itself; effects on other rows are the command's. */
export function settleTaskRun(run: TaskRunRecord, decision: Decision<TaskEffect>): Settled<TaskRunRecord> {
  const saved = savedState(decision);
  if (saved === null) return { run, state: null };
  const flowRunId = run.flowRunId ?? saved.flowRunId;
  const state = { ...afterCurrent(saved, currentTimestamp(run)), flowRunId, taskRunId: run.id };
  const effects = "effects" in decision ? decision.effects : [];
  const before = effects.reduce(applyTaskEffect, run);
  return { run: { ...before, progress: advance(before.progress, state, false) }, state };
}

function applyTaskEffect(run: TaskRunRecord, effect: TaskEffect): TaskRunRecord {
  if (effect.kind === "restart-count") return { ...run, progress: { ...run.progress, runCount: 0 } };
  return effect.kind === "track-flow-run-count" ? { ...run, flowRunRunCount: effect.runCount } : run;
}

function currentTimestamp(run: FlowRunRecord | TaskRunRecord) {
  return run.progress.stateType === null ? null : run.progress.stateTimestamp;
}
