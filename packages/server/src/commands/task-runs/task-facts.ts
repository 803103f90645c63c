import type { CompletedState, RunState } from "@tutti/core/run-state";
import { stateFromRow } from "@tutti/core/state-wire";
import type { TaskFacts } from "@tutti/core/task-transition";
import type { Deps } from "../../deps.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { TaskRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";
import { currentFlowRunState } from "../flow-runs/load-flow-run.ts";
import { tagLimits } from "../limits/tag-slots.ts";

/** What the task policy looks at beyond the run itself; limits only where it may take slots of them. */
export async function taskFacts(
  tx: Tx,
  deps: Deps,
  row: TaskRunTable,
  { proposed, needsSlots }: { proposed: RunState; needsSlots: boolean },
): Promise<TaskFacts> {
  const mayTake = needsSlots && proposed.type === "RUNNING";
  return {
    flowRun: row.flow_run_id === null ? null : await flowRunFact(tx, row.flow_run_id),
    tagLimits: mayTake ? await tagLimits(tx, deps, fromJson(row.tags)) : [],
    cached:
      proposed.type === "RUNNING" && proposed.cacheKey !== null ? await cachedState(tx, deps, proposed.cacheKey) : null,
  };
}

async function flowRunFact(tx: Tx, id: string): Promise<TaskFacts["flowRun"]> {
  const row = await tx.selectFrom("flow_run").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) return null;
  const state = await currentFlowRunState(tx, row);
  return { state: state === null ? null : stateFromRow(state), runCount: row.run_count };
}

/** The newest state remembered under the key that has not expired. */
async function cachedState(tx: Tx, deps: Deps, cacheKey: string): Promise<CompletedState | null> {
  const row = await tx
    .selectFrom("task_run_state_cache as cache")
    .innerJoin("task_run_state as state", "state.id", "cache.task_run_state_id")
    .selectAll("state")
    .where("cache.cache_key", "=", cacheKey)
    .where((where) =>
      where.or([where("cache.cache_expiration", "is", null), where("cache.cache_expiration", ">", deps.now())]),
    )
    .orderBy("cache.created", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const state = stateFromRow(row);
  return state.type === "COMPLETED" ? state : null;
}
