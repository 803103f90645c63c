import { crashedState, type RunState, scheduledState } from "@tutti/core/run-state";
import { detailsFromText } from "@tutti/core/state-details";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import type { Outcome, Tx } from "../command.ts";
import { type LoadedTaskRun, loadTaskRun } from "../task-runs/load-task-run.ts";
import { orchestrateTaskRun } from "../task-runs/orchestrate-task-run.ts";

/** How often a task is begun anew whose worker was gone in the middle of it: a task that ends its worker ends there. */
const RESTARTS = 3;

/**
 * Queues a deferred task run again that was begun by a worker which is gone without an answer, or ends it as Crashed when
 * that was so too often. Does nothing for one that is not under way, or that a worker holds.
 */
export async function recoverBackgroundTask(tx: Tx, deps: Deps, { id }: { id: string }): Promise<Outcome<boolean>> {
  const run = await loadTaskRun(tx, id);
  const place = await tx
    .selectFrom("background_task")
    .select("offered_until")
    .where("task_run_id", "=", id)
    .where("offered_to", "is not", null)
    .forUpdate()
    .executeTakeFirst();
  const isHeld = place === undefined || (place.offered_until ?? 0) > (await sharedNow(tx, deps));
  if (run === null || isHeld || !isBegun(run)) return { result: false };
  if (run.row.run_count > RESTARTS) {
    await tx.deleteFrom("background_task").where("task_run_id", "=", id).execute();
    return settle(tx, deps, run, crashed(deps));
  }
  return settle(tx, deps, run, await waiting(tx, deps, run));
}

/** Whether a worker has begun the run, and not ended it. */
export function isBegun({ row }: LoadedTaskRun): boolean {
  return row.state_type === "PENDING" || row.state_type === "RUNNING";
}

function crashed(deps: Deps) {
  const message = `Its worker was gone in the middle of it, ${RESTARTS + 1} times.`;
  return crashedState({ id: deps.newId(), timestamp: deps.now(), message });
}

/** Workers of all languages find the task's arguments by what the state that is queued says. */
async function waiting(tx: Tx, deps: Deps, { row }: LoadedTaskRun) {
  const first = await tx
    .selectFrom("task_run_state")
    .select("state_details")
    .where("task_run_id", "=", row.id)
    .where("type", "=", "SCHEDULED")
    .orderBy("timestamp")
    .limit(1)
    .executeTakeFirst();
  const taskParametersId =
    first === undefined ? null : (detailsFromText(first.state_details).task_parameters_id ?? null);
  const message = "The worker that had begun it is gone.";
  const mint = { id: deps.newId(), timestamp: deps.now(), name: "AwaitingRetry", message };
  return scheduledState(mint, { deferred: true, taskParametersId });
}

async function settle(tx: Tx, deps: Deps, run: LoadedTaskRun, state: RunState): Promise<Outcome<boolean>> {
  const { changes } = await orchestrateTaskRun(tx, deps, run, state, { isForced: true });
  return { result: true, changes };
}
