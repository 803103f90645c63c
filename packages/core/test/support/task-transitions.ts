import { advance } from "../../src/bookkeeping.ts";
import { NO_PROGRESS } from "../../src/run-progress.ts";
import type { Verdict } from "../../src/rule.ts";
import { type RunState, runningState } from "../../src/run-state.ts";
import type { TaskEffect, TaskFacts, TaskRule, TaskRunRecord, TaskTransition } from "../../src/task-transition.ts";
import { RUN_ID } from "./flow-transitions.ts";
import { current, NOW } from "./states.ts";

export const TASK_RUN_ID = "00000000-0000-4000-8000-00000000007a";

export const IN_RUNNING_FLOW: TaskFacts = {
  flowRun: { state: runningState(current()), runCount: 1 },
  tagLimits: [],
  cached: null,
};

export function taskRun(initial: RunState | null, record: Partial<TaskRunRecord> = {}): TaskRunRecord {
  return {
    id: TASK_RUN_ID,
    flowRunId: RUN_ID,
    taskKey: "add",
    policy: { max_retries: 0, retry_delay_seconds: 0 },
    flowRunRunCount: 1,
    progress: initial === null ? NO_PROGRESS : advance(NO_PROGRESS, initial, false),
    ...record,
  };
}

export function taskTransition(
  initial: RunState | null,
  proposed: RunState,
  { run = {}, facts = IN_RUNNING_FLOW }: { run?: Partial<TaskRunRecord>; facts?: TaskFacts } = {},
): TaskTransition {
  return { run: taskRun(initial, run), initial, proposed, facts };
}

/** What a rule says, or "not asked" where it does not cover the pair. */
export function askTaskRule(
  rule: TaskRule,
  transition: TaskTransition,
  random = 0.5,
): Verdict<TaskEffect> | null | "not asked" {
  const isAsked = rule.from.includes(transition.initial?.type ?? null) && rule.to.includes(transition.proposed.type);
  return isAsked ? rule.judge(transition, { now: NOW, random: () => random }) : "not asked";
}
