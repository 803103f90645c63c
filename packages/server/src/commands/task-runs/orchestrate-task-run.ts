import { decide } from "@tutti/core/decide";
import { orchestrationResult } from "@tutti/core/orchestration-result";
import { progressFromRow, progressToRow } from "@tutti/core/progress-row";
import type { RunState } from "@tutti/core/run-state";
import { settleTaskRun } from "@tutti/core/settle";
import { stateFromRow } from "@tutti/core/state-wire";
import { TASK_POLICY, taskPolicyFor } from "@tutti/core/task-policy";
import type { TaskEffect, TaskRunRecord } from "@tutti/core/task-transition";
import { unreachable } from "@tutti/core/unreachable";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import { insertNew, updateChanged } from "../../store/row-writes.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import { taskRunStateRow } from "../../store/rows/state-columns.ts";
import { taskRunFromRow } from "../../store/rows/task-run-row.ts";
import type { TaskRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";
import { enqueueTask } from "../background-tasks/enqueue-task.ts";
import type { ProposalResult } from "../flow-runs/proposal-result.ts";
import { keepResultArtifact } from "../artifacts/result-artifact.ts";
import { releaseTagSlots, takeTagSlots } from "../limits/tag-slots.ts";
import type { LoadedTaskRun } from "./load-task-run.ts";
import { taskFacts } from "./task-facts.ts";

export interface TaskRunTransition {
  readonly run: LoadedTaskRun;
  readonly result: ProposalResult;
  readonly changes: () => LiveChange[];
}

/** Decides about a state proposed over REST and saves what was decided. Clients that orchestrate their tasks report events instead. */
export async function orchestrateTaskRun(
  tx: Tx,
  deps: Deps,
  loaded: LoadedTaskRun,
  proposed: RunState,
  { isForced }: { isForced: boolean },
): Promise<TaskRunTransition> {
  const run = recordOf(loaded.row);
  const initial = loaded.state === null ? null : stateFromRow(loaded.state);
  const policy = taskPolicyFor(proposed, isForced);
  const facts = await taskFacts(tx, deps, loaded.row, { proposed, needsSlots: policy === TASK_POLICY });
  const transition = { run, initial, proposed, facts };
  const decision = decide(policy, transition, { now: deps.now(), random: deps.random });
  const { run: settled, state } = settleTaskRun(run, decision);
  if (state === null)
    return { run: loaded, result: { ...orchestrationResult(decision, initial), isNew: false }, changes: () => [] };

  const now = deps.now();
  const stateRow = taskRunStateRow(state, run.id, now);
  const row: TaskRunTable = {
    ...loaded.row,
    ...progressToRow(settled.progress),
    flow_run_run_count: settled.flowRunRunCount,
    updated: now,
  };
  await insertNew(tx, "task_run_state", stateRow);
  await updateChanged(tx, "task_run", loaded.row, row);
  await keepResultArtifact(tx, deps, stateRow, { flow_run_id: row.flow_run_id, task_run_id: row.id });
  await carryOut(tx, deps, row, "effects" in decision ? decision.effects : []);
  return {
    run: { row, state: stateRow },
    result: { ...orchestrationResult(decision, state), isNew: true },
    changes: () => [{ kind: "task-run", task_run: taskRunFromRow(row, stateRow, now) }],
  };
}

function recordOf(row: TaskRunTable): TaskRunRecord {
  return {
    id: row.id,
    flowRunId: row.flow_run_id,
    taskKey: row.task_key,
    policy: fromJson(row.empirical_policy),
    flowRunRunCount: row.flow_run_run_count,
    progress: progressFromRow(row),
  };
}

async function carryOut(tx: Tx, deps: Deps, run: TaskRunTable, effects: readonly TaskEffect[]): Promise<void> {
  for (const effect of effects) {
    switch (effect.kind) {
      case "insert-cache":
        await insertNew(tx, "task_run_state_cache", {
          id: deps.newId(),
          created: deps.now(),
          cache_key: effect.cacheKey,
          cache_expiration: effect.expiration,
          task_run_state_id: effect.stateId,
        });
        break;
      case "restart-count":
      case "track-flow-run-count":
        // Done in the row.
        break;
      case "take-tag-slots":
        await takeTagSlots(tx, deps, run.id, effect.tags);
        break;
      case "release-tag-slots":
        await releaseTagSlots(tx, deps, run.id);
        break;
      case "enqueue":
        await enqueueTask(tx, deps, run, effect.queue);
        break;
      default:
        unreachable(effect);
    }
  }
}
